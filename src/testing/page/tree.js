/** Puts the spans of a run in the order of their tree, one row each. */

/** @import { SpanRecord } from './recorded.js' */

/**
 * @typedef {object} Row
 * @property {SpanRecord} record
 * @property {number} depth 0 at the top of the tree.
 * @property {number} children How many it has, shown or not.
 * @property {boolean} isOpen Whether its children are shown.
 * @property {number} position From 1, among the children of its parent.
 * @property {number} siblings The children of its parent, itself included.
 * @property {string | undefined} note What is odd about its place.
 */

/**
 * Children stand under their parents, in the order they started in. A span whose parent is not there stands at the top,
 * with a note.
 *
 * @param {ReadonlyMap<string, SpanRecord>} records
 * @param {ReadonlySet<string>} closed Ids of the spans whose children are not shown.
 * @returns {Row[]}
 */
export function rowsOf(records, closed) {
  const children = childrenOf(records);
  const orphans = [...records.values()].filter(({ span: { parent_span_id: parent } }) =>
    isOrphan(parent, records),
  );
  /** @type {Row[]} */
  const rows = [];
  /** @type {Set<string>} */
  const placed = new Set();

  /** @param {readonly Row[]} starts */
  const place = (starts) => {
    const waiting = [...starts].reverse();
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      const { id } = row.record.span;
      if (placed.has(id)) continue;
      placed.add(id);
      rows.push(row);
      const below = children.get(id) ?? [];
      if (row.isOpen) waiting.push(...asRows(inOrder(below), row.depth + 1).reverse());
      else markPlaced(below);
    }
  };
  /** @param {readonly SpanRecord[]} hidden */
  const markPlaced = (hidden) => {
    const waiting = [...hidden];
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      if (placed.has(record.span.id)) continue;
      placed.add(record.span.id);
      waiting.push(...(children.get(record.span.id) ?? []));
    }
  };
  /**
   * @param {readonly SpanRecord[]} siblings
   * @param {number} depth
   * @param {(record: SpanRecord) => string | undefined} [noteOf]
   * @returns {Row[]}
   */
  const asRows = (siblings, depth, noteOf = () => undefined) =>
    siblings.map((record, index) => {
      const below = children.get(record.span.id)?.length ?? 0;
      return {
        record,
        depth,
        children: below,
        isOpen: below > 0 && !closed.has(record.span.id),
        position: index + 1,
        siblings: siblings.length,
        note: noteOf(record),
      };
    });

  place(
    asRows(
      [...inOrder(orphans), ...inOrder(children.get(null) ?? [])],
      0,
      ({ span: { parent_span_id: parent } }) =>
        isOrphan(parent, records) ? 'its parent is not in this run' : undefined,
    ),
  );
  // What is still left names itself, or a child of its own, as its parent.
  for (const record of records.values()) {
    if (!placed.has(record.span.id)) place(asRows([record], 0, () => 'its parents form a circle'));
  }
  return rows;
}

/**
 * @param {string | null} parent
 * @param {ReadonlyMap<string, SpanRecord>} records
 */
function isOrphan(parent, records) {
  return typeof parent === 'string' && !records.has(parent);
}

/** @param {ReadonlyMap<string, SpanRecord>} records */
function childrenOf(records) {
  /** @type {Map<string | null, SpanRecord[]>} */
  const children = new Map();
  for (const record of records.values()) {
    const parent = record.span.parent_span_id ?? null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [record]);
    else siblings.push(record);
  }
  return children;
}

/** @param {SpanRecord[]} siblings */
function inOrder(siblings) {
  return siblings.sort(
    (one, other) =>
      (one.startedAt ?? Number.POSITIVE_INFINITY) - (other.startedAt ?? Number.POSITIVE_INFINITY) ||
      one.order - other.order,
  );
}

/**
 * The ids of the spans above a span, nearest first, each once, even where a circle leads back to one.
 *
 * @param {ReadonlyMap<string, SpanRecord>} records
 * @param {string} id
 */
export function ancestorsOf(records, id) {
  const seen = new Set([id]);
  let parent = records.get(id)?.span.parent_span_id;
  while (typeof parent === 'string' && !seen.has(parent)) {
    seen.add(parent);
    parent = records.get(parent)?.span.parent_span_id;
  }
  seen.delete(id);
  return seen;
}
