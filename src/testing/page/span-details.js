/** Everything about the span that is chosen. */

/** @import { Run, SpanRecord } from './recorded.js' */

import { byId, copyButton, element, setAttribute, setText } from './elements.js';
import { durationText, exactTimeText, shortId } from './format.js';
import { JsonBlock } from './json.js';
import { hasEnded, spanGoesOn } from './recorded.js';
import { StatusMark } from './status.js';

export class SpanDetails {
  #panel = byId('details');
  #name = element('bdi');
  #title = element('bdi', { class: 'details-title' });
  #status = new StatusMark();
  #sensitive = element('span', { class: 'tag' }, 'marks sensitive values');
  #close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close the details' });
  #facts = element('dl', { class: 'details-facts' });
  #id = this.#fact('Id', element('code', { class: 'id' }), true);
  #parent = this.#fact('Parent', element('code', { class: 'id' }));
  #parentButton = element('button', { type: 'button', class: 'go' }, 'Show');
  #started = this.#fact('Started', element('time'));
  #finished = this.#fact('Finished', element('time'));
  #took = this.#fact('Duration', element('span'));
  #purpose = this.#fact('Purpose', element('bdi'));
  #summary = this.#fact('Summary', element('bdi'));
  #payload = new JsonSection('Payload', 'What went in.');
  #result = new JsonSection('Result', 'What came out.');
  #record = new JsonBlock();
  #whole = element('details', { class: 'whole' }, element('summary', {}, 'All fields'), this.#record.element);
  /** @type {SpanRecord | undefined} */
  #shown;

  /** @param {{ onClose: () => void, onShow: (id: string) => void }} events */
  constructor({ onClose, onShow }) {
    this.#panel.append(
      element(
        'div',
        { class: 'details-head' },
        element('h2', { id: 'details-name' }, this.#name),
        this.#close,
        this.#title,
        element('p', { class: 'facts' }, this.#status.element, this.#sensitive),
      ),
      this.#facts,
      this.#payload.element,
      this.#result.element,
      this.#whole,
    );
    this.#parent.value.after(this.#parentButton);
    this.#close.addEventListener('click', onClose);
    this.#parentButton.addEventListener('click', () => {
      const parent = this.#shown?.span.parent_span_id;
      if (parent) onShow(parent);
    });
    this.#panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') onClose();
    });
    this.#whole.addEventListener('toggle', () => this.#showWhole());
  }

  /**
   * @param {SpanRecord | undefined} record
   * @param {Run | undefined} run
   * @param {number} now
   */
  update(record, run, now) {
    if (record !== this.#shown) this.#panel.scrollTop = 0;
    this.#shown = record;
    this.#panel.hidden = record === undefined;
    if (record === undefined || run === undefined) return;
    const { span, startedAt, finishedAt } = record;
    setText(this.#name, span.schema_name);
    const title = span.schema_title === span.schema_name ? '' : (span.schema_title ?? '');
    this.#title.hidden = title === '';
    setText(this.#title, title);
    this.#status.show(span.status);
    const marksSensitive = span.sensitive_encoding === true;
    this.#sensitive.hidden = !marksSensitive;
    this.#id.show(span.id);
    this.#parent.show(span.parent_span_id ?? undefined);
    this.#parentButton.hidden = !run.spans.records.has(span.parent_span_id ?? '');
    setAttribute(this.#parentButton, 'aria-label', `Show the parent, ${shortId(span.parent_span_id ?? '')}`);
    this.#started.show(startedAt === undefined ? 'not yet' : exactTimeText(startedAt));
    setAttribute(this.#started.value, 'datetime', span.started_at ?? undefined);
    this.#finished.show(finishedAt === undefined ? endText(record, run) : exactTimeText(finishedAt));
    setAttribute(this.#finished.value, 'datetime', span.finished_at ?? undefined);
    this.#took.show(tookText(record, run, now));
    this.#purpose.show(span.purpose === 'activity' ? undefined : (span.purpose ?? undefined));
    this.#summary.show(span.summary ?? undefined);
    this.#payload.show(span.payload, marksSensitive, span.id, 'Nothing was given.');
    this.#result.show(
      span.result_payload,
      marksSensitive,
      span.id,
      finishedAt === undefined && !hasEnded(run) ? 'None until the span ends.' : 'Nothing was given.',
    );
    this.#showWhole();
  }

  focus() {
    this.#panel.focus();
  }

  /** The whole record is only drawn for those who look at it. */
  #showWhole() {
    if (!this.#whole.open || this.#shown === undefined) return;
    const { span } = this.#shown;
    const { payload: _payload, result_payload: _result, ...rest } = span;
    this.#record.show(rest, false, span.id);
  }

  /**
   * @param {string} label
   * @param {HTMLElement} value
   * @param {boolean} [canBeCopied]
   */
  #fact(label, value, canBeCopied = false) {
    const term = element('dt', {}, label);
    const copy = canBeCopied ? copyButton(`the ${label.toLowerCase()}`, () => value.textContent ?? '') : [];
    const description = element('dd', {}, value, ...copy);
    this.#facts.append(term, description);
    return {
      value,
      /** @param {string | undefined} text */
      show(text) {
        term.hidden = text === undefined;
        description.hidden = text === undefined;
        setText(value, text ?? '');
      },
    };
  }
}

class JsonSection {
  #value = new JsonBlock();
  #nothing = element('p', { class: 'note' });
  /** @type {unknown} */
  #shown;
  #copy;
  #open;
  element;

  /**
   * @param {string} title
   * @param {string} meaning
   */
  constructor(title, meaning) {
    this.#copy = copyButton(`the ${title.toLowerCase()}`, () => JSON.stringify(this.#shown, null, 2));
    this.#open = element(
      'details',
      { open: '' },
      element('summary', {}, element('h3', {}, title), ' ', element('span', { class: 'note' }, meaning)),
      this.#value.element,
      this.#nothing,
    );
    this.element = element('section', { class: 'json-section' }, this.#open, ...this.#copy);
  }

  /**
   * @param {unknown} value
   * @param {boolean} marksSensitive
   * @param {string} owner
   * @param {string} insteadOfNothing
   */
  show(value, marksSensitive, owner, insteadOfNothing) {
    const isThere = value !== null && value !== undefined;
    this.#shown = value;
    this.#value.element.hidden = !isThere;
    this.#nothing.hidden = isThere;
    for (const button of this.#copy) button.hidden = !isThere;
    if (isThere) this.#value.show(value, marksSensitive, owner);
    else setText(this.#nothing, insteadOfNothing);
  }
}

/**
 * @param {SpanRecord} record
 * @param {Run} run
 */
function endText({ span }, run) {
  return hasEnded(run) && span.status !== 'pending' ? 'never: the run ended first' : 'not yet';
}

/**
 * @param {SpanRecord} record
 * @param {Run} run
 * @param {number} now
 */
function tookText(record, run, now) {
  const { startedAt, finishedAt } = record;
  if (startedAt === undefined) return undefined;
  if (finishedAt !== undefined) return durationText(finishedAt - startedAt);
  return spanGoesOn(record, run) ? durationText(now - startedAt, true) : undefined;
}
