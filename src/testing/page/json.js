/** Shows JSON, line by line, with the values that are marked as sensitive set apart. */

import { element } from './elements.js';

/**
 * @typedef {{ kind: string, text: string }} Token
 * @typedef {{ indent: number, tokens: Token[] }} Line
 */

const linesAtFirst = 24;
const charactersAtFirst = 600;
const mostLines = 20_000;
const mostCharacters = 500_000;
/** Deeper nesting than any payload needs; a hostile one must not exhaust the stack. */
const mostDepth = 200;

export class JsonBlock {
  /** @type {string | undefined} */
  #shown;
  /** @type {string | undefined} */
  #owner;
  /** @type {unknown} */
  #value;
  #marksSensitive = false;
  #isWhole = false;
  #code = element('pre', { class: 'json' });
  #more = element('button', { type: 'button', class: 'more', hidden: '' });
  element = element('div', { class: 'json-block' }, this.#code, this.#more);

  constructor() {
    this.#more.addEventListener('click', () => {
      this.#isWhole = !this.#isWhole;
      this.#draw();
    });
  }

  /**
   * Shows a value; one that is shown already stays as it is.
   *
   * @param {unknown} value
   * @param {boolean} marksSensitive Whether `$sensitive` in it is a mark, and no data.
   * @param {string} owner What the value belongs to: another one's is shown from its beginning.
   */
  show(value, marksSensitive, owner) {
    if (value === this.#value && owner === this.#owner && marksSensitive === this.#marksSensitive) return;
    const shown = `${owner} ${marksSensitive} ${JSON.stringify(value)}`;
    if (shown === this.#shown) return;
    if (owner !== this.#owner) this.#isWhole = false;
    this.#shown = shown;
    this.#owner = owner;
    this.#value = value;
    this.#marksSensitive = marksSensitive;
    this.#draw();
  }

  #draw() {
    const lines = linesOf(this.#value, this.#marksSensitive);
    const isLarge =
      lines.length > linesAtFirst + 6 || lines.some((line) => lengthOf(line) > charactersAtFirst * 2);
    const [lineLimit, characterLimit] =
      isLarge && !this.#isWhole ? [linesAtFirst, charactersAtFirst] : [mostLines, mostCharacters];
    this.#code.replaceChildren(...lines.slice(0, lineLimit).map((line) => drawn(line, characterLimit)));
    if (lines.length > lineLimit) this.#code.append(element('span', { class: 'line cut' }, '…'));
    this.#more.hidden = !isLarge;
    this.#more.setAttribute('aria-expanded', String(this.#isWhole));
    const all = lines.length > 1 ? `all ${lines.length.toLocaleString('en')} lines` : 'all of it';
    this.#more.textContent = this.#isWhole ? 'Show less' : `Show ${all}`;
  }
}

/**
 * @param {unknown} value
 * @param {boolean} marksSensitive
 * @returns {Line[]}
 */
function linesOf(value, marksSensitive) {
  /** @type {Line} */
  let line = { indent: 0, tokens: [] };
  const lines = [line];

  /**
   * @param {string} kind
   * @param {string} text
   */
  const put = (kind, text) => line.tokens.push({ kind, text });
  /** @param {number} indent */
  const newLine = (indent) => {
    line = { indent, tokens: [] };
    lines.push(line);
  };

  /**
   * @param {unknown} inner
   * @param {number} depth
   */
  const write = (inner, depth) => {
    if (typeof inner !== 'object' || inner === null) put(kindOf(inner), asJson(inner));
    else if (marksSensitive && Object.hasOwn(inner, '$sensitive')) put('sensitive', onOneLine(inner));
    else if (depth >= mostDepth) put('cut', '…');
    else if (Array.isArray(inner))
      writeMembers(
        inner.map((item) => [undefined, item]),
        '[',
        ']',
        depth,
      );
    else writeMembers(Object.entries(inner), '{', '}', depth);
  };
  /**
   * @param {[string | undefined, unknown][]} members
   * @param {string} open
   * @param {string} close
   * @param {number} depth
   */
  const writeMembers = (members, open, close, depth) => {
    put('mark', open);
    for (const [index, [name, inner]] of members.entries()) {
      newLine(depth + 1);
      if (name !== undefined) {
        put('name', asJson(name));
        put('mark', ': ');
      }
      write(inner, depth + 1);
      if (index < members.length - 1) put('mark', ',');
    }
    if (members.length > 0) newLine(depth);
    put('mark', close);
  };

  write(value, 0);
  return lines;
}

/** Characters that turn the direction of the text around them; as escapes they are seen and do nothing. */
const directional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** @param {unknown} value */
function asJson(value) {
  return seen(JSON.stringify(value) ?? String(value));
}

/** @param {object} value */
function onOneLine(value) {
  return seen(JSON.stringify(value, null, 1).replaceAll(/\n */g, ' '));
}

/** @param {string} text */
function seen(text) {
  return text.replace(
    directional,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** @param {unknown} value */
function kindOf(value) {
  return typeof value === 'string' ? 'string' : 'literal';
}

/** @param {Line} line */
function lengthOf({ tokens }) {
  return tokens.reduce((sum, { text }) => sum + text.length, 0);
}

/**
 * @param {Line} line
 * @param {number} characterLimit Of one token.
 */
function drawn({ indent, tokens }, characterLimit) {
  const made = element('span', { class: 'line' });
  made.style.setProperty('--indent', `${Math.min(indent, 16)}`);
  for (const { kind, text } of tokens) {
    const isCut = text.length > characterLimit;
    const shown = isCut ? text.slice(0, characterLimit) : text;
    const token = element('span', { class: `json-${kind}` });
    if (kind === 'string') token.append(...withLineBreaks(shown));
    else token.append(shown);
    if (kind === 'sensitive') token.prepend(element('span', { class: 'tag' }, 'sensitive'), ' ');
    if (isCut) token.append(element('span', { class: 'cut' }, '…'));
    made.append(token);
  }
  return made;
}

/**
 * Texts of many lines are read as such: the line continues below each `\n`.
 *
 * @param {string} text
 */
function withLineBreaks(text) {
  const parts = text.split(/(?<=(?<!\\)(?:\\\\)*\\n)(?=[^"])/);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [element('br'), part]));
}
