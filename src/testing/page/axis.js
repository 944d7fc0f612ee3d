/** The time axis above the spans, and the lines that go down from its marks. */

import { byId, element } from './elements.js';

const pixelsPerTick = 84;

export class Axis {
  #axis = byId('axis');
  #lines = byId('grid-lines');
  #width = 0;

  /** Looks again how wide it is. */
  measure() {
    this.#width = this.#axis.clientWidth;
  }

  /** How many marks it has room for. */
  get room() {
    return Math.max(2, Math.floor(this.#width / pixelsPerTick));
  }

  /** @param {readonly { at: number, text: string }[]} ticks */
  draw(ticks) {
    const known = JSON.stringify(ticks);
    if (this.#axis.dataset['ticks'] === known) return;
    this.#axis.dataset['ticks'] = known;
    const placed = (/** @type {string} */ text, /** @type {number} */ at) => {
      const mark = element('span', { class: at > 0.94 ? 'tick last' : 'tick' }, text);
      mark.style.setProperty('--left', `${(at * 100).toFixed(3)}%`);
      return mark;
    };
    this.#axis.replaceChildren(...ticks.map(({ at, text }) => placed(text, at)));
    this.#lines.replaceChildren(...ticks.map(({ at }) => placed('', at)));
  }
}
