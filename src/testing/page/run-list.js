/** The list of runs, the newest first. Each is a link, so that it can be opened beside another and sent to somebody. */

/** @import { Run } from './recorded.js' */

import { addressOf } from './address.js';
import { byId, element, setAttribute, setChildren, setText } from './elements.js';
import { counted, durationText, exactTimeText, shortId, timeText } from './format.js';
import { isRunning } from './recorded.js';
import { StatusMark } from './status.js';

const narrow = matchMedia('(width < 45rem), (height < 30rem)');

export class RunList {
  /** @type {Map<string, RunItem>} */
  #items = new Map();
  #list = byId('run-list');
  #more = byId('more-runs');
  #follow = byId('follow');
  #extra = 0;

  /** @param {{ redraw: () => void, onFollow: () => void }} events */
  constructor({ redraw, onFollow }) {
    this.#follow.addEventListener('click', onFollow);
    narrow.addEventListener('change', redraw);
    this.#more.addEventListener('click', () => {
      const firstHidden = this.#list.children.length;
      this.#extra += 100;
      redraw();
      // What had the focus may be gone now; the first of the new ones is where the reader continues.
      requestAnimationFrame(() => this.#list.children[firstHidden]?.querySelector('a')?.focus());
    });
  }

  /**
   * @param {readonly Run[]} runs
   * @param {string | undefined} shownId
   * @param {boolean} isFollowing Whether the newest is shown because nobody has chosen one.
   * @param {number} now
   */
  update(runs, shownId, isFollowing, now) {
    const limit = (narrow.matches ? 3 : 50) + this.#extra;
    const shown = runs.filter(({ instance: { id } }, index) => index < limit || id === shownId);
    for (const id of [...this.#items.keys()].filter(
      (id) => !shown.some(({ instance }) => instance.id === id),
    )) {
      this.#items.delete(id);
    }
    const items = shown.map((run) => {
      const { id } = run.instance;
      const item = this.#items.get(id) ?? new RunItem(id);
      this.#items.set(id, item);
      item.update(run, id === shownId, now);
      return item.element;
    });
    setChildren(this.#list, items);
    const hidden = runs.length - shown.length;
    this.#more.hidden = hidden === 0;
    setText(this.#more, `Show ${counted(Math.min(hidden, 100), 'older run')}`);
    this.#follow.hidden = isFollowing;
  }
}

class RunItem {
  #name = element('bdi', { class: 'run-item-name' });
  #status = new StatusMark();
  #when = element('time');
  #took = element('span');
  #spans = element('span');
  #purpose = element('bdi');
  #version = element('span');
  #reason = element('bdi', { class: 'run-item-reason', hidden: '' });
  #link = element(
    'a',
    { class: 'run-item' },
    element('span', { class: 'run-item-head' }, this.#name, this.#status.element),
    element('span', { class: 'facts' }, this.#when, this.#took, this.#spans, this.#purpose, this.#version),
    this.#reason,
  );
  element = element('li', {}, this.#link);

  /** @param {string} id */
  constructor(id) {
    this.#link.href = addressOf(id);
  }

  /**
   * @param {Run} run
   * @param {boolean} isShown
   * @param {number} now
   */
  update(run, isShown, now) {
    const { instance, spans } = run;
    setAttribute(this.#link, 'aria-current', isShown ? 'true' : undefined);
    setText(this.#name, nameOf(run));
    setAttribute(this.#name, 'title', instance.external_identifier ?? instance.id);
    this.#status.show(instance.status);
    showStart(this.#when, run, now);
    setText(this.#took, tookText(run, now));
    setText(this.#spans, counted(spans.records.size, 'span'));
    setText(this.#purpose, instance.purpose ?? '');
    setText(this.#version, `version ${shortId(instance.agent_version_id)}`);
    this.#reason.hidden = !instance.termination_reason;
    setText(this.#reason, instance.termination_reason ?? '');
  }
}

/**
 * The caller's own id of a run, or the end of the run's.
 *
 * @param {Run} run
 */
export function nameOf({ instance }) {
  return instance.external_identifier || shortId(instance.id);
}

/**
 * @param {HTMLTimeElement} target
 * @param {Run} run
 * @param {number} now
 */
export function showStart(target, { startedAt }, now) {
  setText(target, startedAt === undefined ? 'not started' : timeText(startedAt, now));
  setAttribute(target, 'datetime', startedAt === undefined ? undefined : new Date(startedAt).toISOString());
  setAttribute(target, 'title', startedAt === undefined ? undefined : exactTimeText(startedAt));
}

/**
 * @param {Run} run
 * @param {number} now
 */
export function tookText(run, now) {
  const { startedAt, finishedAt } = run;
  if (startedAt === undefined) return '';
  if (finishedAt !== undefined) return durationText(finishedAt - startedAt);
  return isRunning(run) ? durationText(now - startedAt, true) : '';
}
