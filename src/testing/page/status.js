/** The mark of a status: a shape and the word, so that nobody has to tell colours apart. */

import { element, setText } from './elements.js';

const svg = 'http://www.w3.org/2000/svg';
const ring = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z';

/** @type {Readonly<Record<string, { path: string, filled?: string, dashed?: boolean }>>} */
const shapes = {
  pending: { path: ring, dashed: true },
  active: { path: ring, filled: 'M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5z' },
  complete: { path: 'M3 8.6l3.4 3.4L13 4.8' },
  failed: { path: 'M4 4l8 8M12 4l-8 8' },
  cancelled: { path: `${ring}M4.2 11.8l7.6-7.6` },
  terminated: {
    path: '',
    filled: 'M4.5 3.5h7a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z',
  },
};

/**
 * The name under which the styles know a status. The API may know more of them than this page does.
 *
 * @param {string} status
 */
export function statusKind(status) {
  return Object.hasOwn(shapes, status) ? status : 'other';
}

export class StatusMark {
  /** @type {string | undefined} */
  #shown;
  #word = element('span', { class: 'status-word' });
  element = element('span', { class: 'status' });

  /** @param {string} status */
  show(status) {
    if (status === this.#shown) return;
    this.#shown = status;
    this.element.className = `status status-${statusKind(status)}`;
    setText(this.#word, status);
    this.element.replaceChildren(iconOf(status), this.#word);
  }
}

/** @param {string} status */
function iconOf(status) {
  const { path, filled, dashed } = shapes[statusKind(status)] ?? { path: ring };
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  if (path !== '') icon.append(pathOf(path, dashed ? 'stroke dashed' : 'stroke'));
  if (filled) icon.append(pathOf(filled, 'fill'));
  return icon;
}

/**
 * @param {string} path
 * @param {string} kind
 */
function pathOf(path, kind) {
  const drawn = document.createElementNS(svg, 'path');
  drawn.setAttribute('d', path);
  drawn.setAttribute('class', kind);
  return drawn;
}
