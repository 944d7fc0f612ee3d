/** One row of the tree: what a span is, how long it took, and its bar on the time axis. */

/** @import { Run } from './recorded.js' */
/** @import { Row } from './tree.js' */
/** @import { Scale } from './timeline.js' */

import { element, setAttribute, setStyle, setText } from './elements.js';
import { counted, durationText, exactTimeText } from './format.js';
import { hasEnded, spanGoesOn } from './recorded.js';
import { StatusMark, statusKind } from './status.js';
import { barOf } from './timeline.js';

/** Deeper ones are indented no further, or nothing would be left of their names. */
const mostIndent = 12;
const previewLength = 120;

export class SpanRow {
  #twisty = element('span', { class: 'twisty', 'aria-hidden': 'true' });
  #status = new StatusMark();
  #name = element('bdi', { class: 'span-name' });
  #note = element('span', { class: 'tag', hidden: '' });
  #preview = element('bdi', { class: 'preview' });
  #what = element(
    'div',
    { class: 'what' },
    this.#twisty,
    this.#status.element,
    this.#name,
    this.#note,
    this.#preview,
  );
  #took = element('div', { class: 'took' });
  #bar = element('div', { class: 'bar' });
  element = element(
    'div',
    { class: 'span-row', role: 'treeitem' },
    this.#what,
    this.#took,
    element('div', { class: 'track', 'aria-hidden': 'true' }, this.#bar),
  );
  /** @type {unknown} */
  #shown;

  /**
   * @param {Row} row
   * @param {Run} run
   * @param {{ index: number, isChosen: boolean, scale: Scale | undefined }} place
   */
  update(row, run, { index, isChosen, scale }) {
    const { record } = row;
    this.element.id = rowId(row);
    this.element.dataset['index'] = String(index);
    setStyle(this.element, '--index', String(index));
    setStyle(this.element, '--depth', String(Math.min(row.depth, mostIndent)));
    setAttribute(this.element, 'aria-level', String(row.depth + 1));
    setAttribute(this.element, 'aria-posinset', String(row.position));
    setAttribute(this.element, 'aria-setsize', String(row.siblings));
    setAttribute(this.element, 'aria-expanded', row.children === 0 ? undefined : String(row.isOpen));
    setAttribute(this.element, 'aria-selected', String(isChosen));
    setAttribute(
      this.#twisty,
      'title',
      row.isOpen || row.children === 0 ? undefined : counted(row.children, 'child span'),
    );
    this.#note.hidden = row.note === undefined;
    setText(this.#note, row.note ?? '');
    setText(this.#took, spanTookText(row, run, scale));
    this.#showBar(row, run, scale);
    if (this.#shown !== record.span) {
      this.#shown = record.span;
      const { span } = record;
      this.#status.show(span.status);
      setText(this.#name, span.schema_name);
      setAttribute(this.#name, 'title', span.schema_name);
      setText(this.#preview, previewOf(span));
    }
  }

  /**
   * @param {Row} row
   * @param {Run} run
   * @param {Scale | undefined} scale
   */
  #showBar({ record }, run, scale) {
    const bar = scale && barOf(record, scale);
    this.#bar.hidden = bar === undefined;
    if (bar === undefined) return;
    const kind = statusKind(record.span.status);
    const isLeft = record.finishedAt === undefined && hasEnded(run);
    this.#bar.className = `bar status-${kind}${isLeft ? ' unfinished' : ''}${spanGoesOn(record, run) ? ' going-on' : ''}`;
    setStyle(this.#bar, '--left', `${(bar.left * 100).toFixed(3)}%`);
    setStyle(this.#bar, '--width', `${(bar.width * 100).toFixed(3)}%`);
    if (record.startedAt !== undefined)
      setAttribute(this.#bar, 'title', `from ${exactTimeText(record.startedAt)}`);
  }
}

/** @param {Row} row */
export function rowId({ record }) {
  return `span-row-${record.order}`;
}

/**
 * @param {Pick<Row, 'record'>} row
 * @param {Run} run
 * @param {Scale | undefined} scale
 */
function spanTookText({ record }, run, scale) {
  const { startedAt, finishedAt } = record;
  if (startedAt === undefined) return '';
  if (finishedAt !== undefined) return durationText(finishedAt - startedAt);
  if (spanGoesOn(record, run)) return durationText((scale?.end ?? startedAt) - startedAt, true);
  return hasEnded(run) ? 'not ended' : '';
}

/**
 * What tells spans of one type apart: the API's own words for the span, or the first text that went in.
 *
 * @param {Row['record']['span']} span
 */
function previewOf({ summary, payload }) {
  if (typeof summary === 'string' && summary !== '') return shortened(summary);
  const texts = Object.values(payload ?? {}).filter((value) => typeof value === 'string');
  return shortened(texts.join(' · '));
}

/** @param {string} text */
function shortened(text) {
  return text.slice(0, previewLength).replaceAll(/\s+/g, ' ');
}
