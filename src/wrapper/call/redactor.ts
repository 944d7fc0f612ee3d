/** Keeps the token out of everything that is told about a request, even where a server repeats it. */
import { fieldOf, messageOf, outlineOf } from '../errors/causes.ts';
import { ownProperty } from '../own-properties.ts';
import { tagOf } from '../realms.ts';
import { boundedCopy } from './bounded-copy.ts';

const mask = '[redacted]';

/** Takes secrets out of what is told. */
export class Redactor {
  readonly #secrets: readonly (string | undefined)[];
  #needles: Needles | undefined;

  /** @param secrets Tokens, or `Authorization` headers that hold one; absent ones are left out. */
  constructor(secrets: readonly (string | undefined)[]) {
    this.#secrets = secrets;
  }

  text(given: string): string {
    return this.#lookedFor.all.reduce((text, { whole }) => text.replaceAll(whole, mask), given);
  }

  /** The beginning of a text, without secrets, also without the beginning of one that is cut in two. */
  beginning(given: string, length: number): string {
    const margin = this.#lookedFor.longest;
    if (given.length <= length + margin) return this.#withoutCutOff(this.text(given)).slice(0, length);
    const redacted = this.text(given.slice(0, length + margin));
    return redacted.slice(0, Math.max(0, Math.min(length, redacted.length - margin)));
  }

  /** Without a secret that the text ends in the middle of: the answer itself may have been cut off. */
  #withoutCutOff(given: string): string {
    return this.#lookedFor.all.reduce((text, { cutOff }) => text.replace(cutOff, mask), given);
  }

  /** The beginning of JSON, which can write the same text in many ways: one that holds a secret is written plainly. */
  beginningOfJson(given: string, length: number): string {
    const window = longestEscape * (length + 2 * this.#lookedFor.longest);
    const plain = given.slice(0, window).replaceAll(escaped, plainly);
    return this.beginning(this.text(plain) === plain ? given : plain, length);
  }

  /**
   * A copy of parsed JSON for an error to keep, with the secrets taken out of every text and name in it. Of what is larger
   * than any error of the API's own it has the beginning, whatever is outside before what is inside.
   */
  json<Value>(value: Value): Value {
    return boundedCopy(value, (text, length) => this.beginning(text, length)) as Value;
  }

  /** What a caller's own code threw, as it is; where it shows a secret, an error with its name and message instead. */
  cause(thrown: unknown): unknown {
    if (!this.#isTelling(thrown, new Set())) return thrown;
    const { name, message } = outlineOf(thrown) ?? { name: 'Error', message: messageOf(thrown) };
    const clean = new Error(this.text(message));
    clean.name = this.text(name);
    return clean;
  }

  get #lookedFor(): Needles {
    // Most calls have nothing to tell, and never get here.
    this.#needles ??= needlesOf(this.#secrets);
    return this.#needles;
  }

  /** Whether anything that is shown of a thrown value changes when secrets are taken out. */
  #isTelling(thrown: unknown, seen: Set<unknown>): boolean {
    if (typeof thrown === 'string') return this.#withoutCutOff(this.text(thrown)) !== thrown;
    if (typeof thrown !== 'object' || thrown === null || ArrayBuffer.isView(thrown)) return false;
    if (seen.has(thrown) || seen.size > 100) return false;
    seen.add(thrown);
    const shown = Object.getOwnPropertyNames(thrown).map((name) => fieldOf(thrown, name));
    return [...headerValuesOf(thrown), ...shown].some((value) => this.#isTelling(value, seen));
  }
}

/** What finds a secret in a text, however it is written there. */
interface Needle {
  readonly whole: RegExp;
  /** Finds the beginning of one at the end of a text. */
  readonly cutOff: RegExp;
}

/** What finds each of the secrets, and the length of the longest. */
interface Needles {
  readonly all: readonly Needle[];
  readonly longest: number;
}

function needlesOf(secrets: readonly (string | undefined)[]): Needles {
  const tokens = [...new Set(secrets.map((secret) => secret?.replace(/^Bearer /, '') ?? ''))]
    .filter((token) => token !== '')
    .map((token) => Array.from(token, waysToWrite));
  return {
    all: tokens.map((characters) => ({
      whole: new RegExp(characters.join(''), 'g'),
      cutOff: new RegExp(`${characters.slice(0, telling).join('')}[^\\s"'<>]*$`),
    })),
    longest: Math.max(0, ...tokens.map(({ length }) => length * longestWriting)),
  };
}

/** Characters of a secret that begin to tell it. */
const telling = 6;

/** The longest of {@link waysToWrite}: `&quot;`, `\\u0022`. */
const longestWriting = 6;

const names: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** How JSON, a URL and HTML write a character: a letter or a digit as it is, mostly. */
function waysToWrite(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const literal = character.replace(/[$()*+./?[\\\]^{|}-]/, '\\$&');
  if (/[a-z0-9]/i.test(character)) return literal;
  const name = ownProperty(names, character);
  const ways = [`\\\\?${literal}`, `\\\\u00${hex}`, `%${hex}`, `&#0?${code};`, `&#[xX]0?${hex};`];
  return `(?:${[...ways, ...(name === undefined ? [] : [`&${name};`])].join('|')})`;
}

/** `inspect` shows the values of headers, which are no properties of theirs. */
function headerValuesOf(thrown: object): unknown[] {
  if (tagOf(thrown) !== 'Headers') return [];
  try {
    return [...(thrown as Headers).values()];
  } catch {
    return [];
  }
}

/** How JSON may write a printable character. */
const escaped = /\\(?:u00([2-7][\da-f])|(["\\/]))/gi;

const longestEscape = 6;

function plainly(_: string, code: string | undefined, character: string | undefined): string {
  return character ?? String.fromCharCode(Number.parseInt(code ?? '', 16));
}
