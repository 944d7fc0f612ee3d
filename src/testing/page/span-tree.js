/**
 * The spans of a run as a tree beside their timeline. Only the rows that can be seen are there, so that a run may have
 * any number of spans; for the keyboard and for screen readers the tree is one control with one active row.
 */

/** @import { Run } from './recorded.js' */
/** @import { Row } from './tree.js' */

import { Axis } from './axis.js';
import { byId, scrollerOf, setAttribute, setChildren, setStyle, setText } from './elements.js';
import { rowId, SpanRow } from './span-row.js';
import { scaleOf } from './timeline.js';
import { ancestorsOf, rowsOf } from './tree.js';

/** Rows kept above and below what can be seen. */
const spare = 8;

/**
 * @typedef {object} Events
 * @property {(id: string) => void} onChoose
 * @property {() => void} onOpen The details of the chosen span are wanted.
 * @property {() => void} onLeave The details are no longer wanted.
 * @property {() => void} redraw
 */

export class SpanTree {
  #tree = byId('span-tree');
  #body = byId('span-body');
  #axis = new Axis();
  #nothing = byId('no-spans');
  /** @type {Events} */
  #events;
  /** @type {readonly Row[]} */
  #rows = [];
  /** Where each span stands in the rows.
   * @type {Map<string, number>} */
  #places = new Map();
  /** @type {Map<string, SpanRow>} */
  #drawn = new Map();
  /** Ids of the spans whose children are not shown.
   * @type {Set<string>} */
  #closed = new Set();
  /** What the rows were made of. */
  #made = { run: '', shape: 0, closed: 0 };
  #closedChanges = 0;
  /** @type {string | undefined} */
  #active;
  /** @type {string | undefined} */
  #chosen;
  #rowHeight = 32;

  /** @param {Events} events */
  constructor(events) {
    this.#events = events;
    this.#tree.addEventListener('click', (event) => this.#onClick(event));
    this.#tree.addEventListener('keydown', (event) => this.#onKey(event));
    this.#tree.addEventListener('focus', () => {
      this.#active ??= this.#rows[0]?.record.span.id;
      events.redraw();
    });
    // The list scrolls in its pane, or with the page where that is narrow.
    document.addEventListener('scroll', events.redraw, { capture: true, passive: true });
    new ResizeObserver(() => {
      this.#axis.measure();
      this.#rowHeight = this.#tree.firstElementChild?.getBoundingClientRect().height || this.#rowHeight;
      events.redraw();
    }).observe(this.#body);
  }

  /**
   * @param {Run | undefined} run
   * @param {string | undefined} chosen Id of the span whose details are shown.
   * @param {number} now
   */
  update(run, chosen, now) {
    const anchor = this.#anchor(run);
    const isNewRun = this.#made.run !== (run?.instance.id ?? '');
    if (isNewRun) this.#forget();
    const isReordered = this.#order(run);
    if (chosen !== this.#chosen) {
      this.#chosen = chosen;
      if (chosen !== undefined) this.#active = chosen;
    }
    setStyle(this.#tree, '--rows', String(this.#rows.length));
    if (isReordered && anchor !== undefined) this.#keepInPlace(anchor);
    this.#nothing.hidden = this.#rows.length > 0 || run === undefined;
    this.#body.hidden = this.#rows.length === 0;
    setText(this.#nothing, 'No spans yet. They appear here when the agent records them.');
    const scale = run && scaleOf(run, now, this.#axis.room);
    this.#axis.draw(scale?.ticks ?? []);
    if (run !== undefined) this.#drawRows(run, scale);
  }

  /**
   * Opens everything above a span.
   *
   * @param {Run} run
   * @param {string} id
   */
  openAbove(run, id) {
    for (const parent of ancestorsOf(run.spans.records, id)) {
      if (this.#closed.delete(parent)) this.#closedChanges++;
    }
  }

  /** Scrolls to the chosen span. */
  reveal() {
    this.#scrollTo(this.#chosen);
  }

  focus() {
    this.#tree.focus({ preventScroll: true });
  }

  #forget() {
    this.#closed.clear();
    this.#closedChanges++;
    this.#active = undefined;
    this.#drawn.clear();
    this.#tree.replaceChildren();
    const scroller = scrollerOf(this.#body);
    if (scroller !== document.documentElement) scroller.scrollTop = 0;
  }

  /**
   * Puts the rows in order, when they may be in another than before.
   *
   * @param {Run | undefined} run
   */
  #order(run) {
    const made = { run: run?.instance.id ?? '', shape: run?.spans.shape ?? 0, closed: this.#closedChanges };
    if (made.shape === this.#made.shape && made.closed === this.#made.closed && made.run === this.#made.run) {
      return false;
    }
    this.#made = made;
    this.#rows = run === undefined ? [] : rowsOf(run.spans.records, this.#closed);
    this.#places = new Map(this.#rows.map((row, index) => [row.record.span.id, index]));
    return true;
  }

  /**
   * @param {Run} run
   * @param {import('./timeline.js').Scale | undefined} scale
   */
  #drawRows(run, scale) {
    const [first, last] = this.#visible();
    const active = this.#active === undefined ? undefined : this.#places.get(this.#active);
    const indexes = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
    // The active row is always there, because the tree refers to it.
    if (active !== undefined && active < first) indexes.unshift(active);
    if (active !== undefined && active >= last) indexes.push(active);
    /** @type {Map<string, SpanRow>} */
    const drawn = new Map();
    for (const index of indexes) {
      const row = this.#rows[index];
      if (row === undefined) continue;
      const { id } = row.record.span;
      const shown = this.#drawn.get(id) ?? new SpanRow();
      shown.update(row, run, { index, isChosen: id === this.#chosen, scale });
      shown.element.classList.toggle('active-row', index === active);
      drawn.set(id, shown);
    }
    this.#drawn = drawn;
    setChildren(
      this.#tree,
      [...drawn.values()].map((row) => row.element),
    );
    const activeRow = active === undefined ? undefined : this.#rows[active];
    setAttribute(this.#tree, 'aria-activedescendant', activeRow && rowId(activeRow));
  }

  /**
   * The rows that can be seen, and some more.
   *
   * @returns {[number, number]} Index of the first, and of the first one after them.
   */
  #visible() {
    const list = this.#tree.getBoundingClientRect();
    const pane = scrollerOf(this.#body).getBoundingClientRect();
    const top = Math.max(0, pane.top) - list.top;
    const bottom = Math.min(innerHeight, pane.bottom) - list.top;
    const first = Math.floor(top / this.#rowHeight) - spare;
    const last = Math.ceil(bottom / this.#rowHeight) + spare;
    return [Math.max(0, first), Math.min(this.#rows.length, last)];
  }

  /**
   * The row at the top edge, which is to stay there when others come above it. None while the list stands at its
   * beginning.
   *
   * @param {Run | undefined} run
   */
  #anchor(run) {
    if (run?.instance.id !== this.#made.run || run.spans.shape === this.#made.shape) return undefined;
    const scroller = scrollerOf(this.#body);
    const edge = scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top;
    const hidden = edge - this.#tree.getBoundingClientRect().top;
    const row = hidden > 0 ? this.#rows[Math.floor(hidden / this.#rowHeight)] : undefined;
    const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
    if (row === undefined) return undefined;
    return { id: row.record.span.id, index: this.#places.get(row.record.span.id) ?? 0, isAtEnd };
  }

  /** @param {{ id: string, index: number, isAtEnd: boolean }} anchor */
  #keepInPlace({ id, index, isAtEnd }) {
    const scroller = scrollerOf(this.#body);
    // Whoever has gone to the end wants to see what comes there.
    if (isAtEnd) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    const moved = (this.#places.get(id) ?? index) - index;
    if (moved !== 0) scroller.scrollTop += moved * this.#rowHeight;
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const target = event.target instanceof Element ? event.target : undefined;
    const index = Number(target?.closest('[data-index]')?.getAttribute('data-index') ?? -1);
    const row = this.#rows[index];
    if (row === undefined) return;
    if (target?.closest('.twisty') && row.children > 0) this.#toggle(row);
    else this.#choose(index);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = this.#active === undefined ? -1 : (this.#places.get(this.#active) ?? -1);
    const row = this.#rows[index];
    const page = Math.max(1, Math.floor(scrollerOf(this.#body).clientHeight / this.#rowHeight) - 2);
    /** @type {Record<string, () => void>} */
    const actions = {
      ArrowDown: () => this.#choose(index + 1),
      ArrowUp: () => this.#choose(index - 1),
      PageDown: () => this.#choose(index + page),
      PageUp: () => this.#choose(index - page),
      Home: () => this.#choose(0),
      End: () => this.#choose(this.#rows.length - 1),
      ArrowRight: () => {
        if (row === undefined || row.children === 0) return;
        if (row.isOpen) this.#choose(index + 1);
        else this.#toggle(row);
      },
      ArrowLeft: () => {
        if (row === undefined) return;
        if (row.isOpen) this.#toggle(row);
        else this.#chooseParent(row);
      },
      Enter: () => this.#open(index),
      ' ': () => this.#open(index),
      Escape: () => this.#events.onLeave(),
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  /** @param {number} index The nearest one, when it is none. */
  #choose(index) {
    const row = this.#rows[Math.min(Math.max(0, index), this.#rows.length - 1)];
    if (row === undefined) return;
    this.#active = row.record.span.id;
    this.#events.onChoose(row.record.span.id);
    this.#scrollTo(this.#active);
  }

  /** @param {number} index */
  #open(index) {
    this.#choose(index);
    this.#events.onOpen();
  }

  /** @param {Row} row */
  #chooseParent({ record: { span } }) {
    const index = span.parent_span_id === null ? undefined : this.#places.get(span.parent_span_id);
    if (index !== undefined) this.#choose(index);
  }

  /** @param {Row} row */
  #toggle({ record: { span }, isOpen }) {
    if (isOpen) this.#closed.add(span.id);
    else this.#closed.delete(span.id);
    this.#closedChanges++;
    this.#active = span.id;
    this.#events.redraw();
  }

  /** @param {string | undefined} id */
  #scrollTo(id) {
    const index = id === undefined ? undefined : this.#places.get(id);
    const row = index === undefined ? undefined : this.#rows[index];
    if (row !== undefined) document.getElementById(rowId(row))?.scrollIntoView({ block: 'nearest' });
  }
}
