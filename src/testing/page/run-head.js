/** What is known of the run that is shown: its state, ids, times and quality. */

/** @import { Run } from './recorded.js' */

import { byId, copyButton, element, setAttribute, setText } from './elements.js';
import { counted, exactTimeText, shortId } from './format.js';
import { JsonBlock } from './json.js';
import { nameOf, showStart, tookText } from './run-list.js';
import { StatusMark } from './status.js';

export class RunHead {
  #id = '';
  #name = element('bdi');
  #heading = element('h2', { id: 'run-name', class: 'run-name' }, this.#name);
  #status = new StatusMark();
  #when = element('time');
  #took = element('span');
  #spans = element('span');
  #purpose = element('bdi');
  #version = element('span');
  #facts = element(
    'p',
    { class: 'facts' },
    this.#when,
    this.#took,
    this.#spans,
    this.#purpose,
    this.#version,
  );
  #idText = element('code', { class: 'id' });
  #idLine = element(
    'p',
    { class: 'run-id' },
    this.#idText,
    ...copyButton('the id of the run', () => this.#id),
  );
  #reasonText = element('bdi');
  #reason = element('p', { class: 'reason' }, element('strong', {}, 'Terminated: '), this.#reasonText);
  #quality = new JsonBlock();
  #qualityNames = element('bdi');
  #qualities = element(
    'details',
    { class: 'quality' },
    element('summary', {}, 'Quality: ', this.#qualityNames),
    this.#quality.element,
  );
  #missing = element(
    'p',
    { class: 'facts' },
    'The address of this page names a run that is not in this sandbox.',
  );

  constructor() {
    byId('run-head').append(
      element('div', { class: 'run-title' }, this.#heading, this.#status.element),
      this.#facts,
      this.#idLine,
      this.#reason,
      this.#qualities,
      this.#missing,
    );
  }

  /**
   * @param {Run} run
   * @param {number} now
   */
  update(run, now) {
    const { instance, finishedAt, spans } = run;
    this.#show(true);
    this.#id = instance.id;
    setText(this.#name, nameOf(run));
    this.#status.show(instance.status);
    showStart(this.#when, run, now);
    setText(this.#took, tookText(run, now));
    setAttribute(
      this.#took,
      'title',
      finishedAt === undefined ? undefined : `until ${exactTimeText(finishedAt)}`,
    );
    setText(this.#spans, counted(spans.records.size, 'span'));
    setText(this.#purpose, instance.purpose ?? '');
    setText(this.#version, `version ${shortId(instance.agent_version_id)}`);
    setAttribute(this.#version, 'title', instance.agent_version_id);
    setText(this.#idText, instance.id);
    this.#reason.hidden = !instance.termination_reason;
    setText(this.#reasonText, instance.termination_reason ?? '');
    const qualities = Object.keys(instance.quality_payloads ?? {});
    this.#qualities.hidden = qualities.length === 0;
    setText(this.#qualityNames, qualities.join(', '));
    this.#quality.show(instance.quality_payloads ?? {}, false, instance.id);
  }

  /** @param {string} id The run that was asked for. */
  showMissing(id) {
    this.#show(false);
    setText(this.#name, shortId(id));
  }

  /** @param {boolean} isThere */
  #show(isThere) {
    for (const part of [this.#status.element, this.#facts, this.#idLine]) part.hidden = !isThere;
    if (!isThere) for (const part of [this.#reason, this.#qualities]) part.hidden = true;
    this.#missing.hidden = isThere;
  }
}
