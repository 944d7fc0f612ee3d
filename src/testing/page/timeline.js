/** Where on the time axis of a run its spans stand. */

/** @import { Run, SpanRecord } from './recorded.js' */

import { offsetText } from './format.js';
import { hasEnded, spanGoesOn } from './recorded.js';

/**
 * @typedef {object} Scale
 * @property {number} start Time at the left edge.
 * @property {number} length Milliseconds from edge to edge, more than 0.
 * @property {number} end Time that the run has reached: a running span ends here.
 * @property {{ at: number, text: string }[]} ticks Marks, with their place from 0 to 1.
 */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances between marks that are easy to count in. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000].map((days) => days * day),
];

/**
 * The scale of a run, from its beginning or that of its first span to the end of its last span; to now, while a span
 * is running. Undefined when nothing in it has a time.
 *
 * @param {Run} run
 * @param {number} now
 * @param {number} mostTicks
 * @returns {Scale | undefined}
 */
export function scaleOf(run, now, mostTicks) {
  let start = run.startedAt ?? Number.POSITIVE_INFINITY;
  let end = run.finishedAt ?? Number.NEGATIVE_INFINITY;
  let isAnyRunning = false;
  for (const record of run.spans.records.values()) {
    const { startedAt, finishedAt } = record;
    if (startedAt !== undefined) start = Math.min(start, startedAt);
    end = Math.max(end, finishedAt ?? startedAt ?? end);
    isAnyRunning ||= spanGoesOn(record, run);
  }
  if (!Number.isFinite(start)) return undefined;
  end = Math.max(start, end, isAnyRunning ? now : start);
  const elapsed = Math.max(1, end - start);
  const step = steps.find((one) => elapsed / one <= mostTicks) ?? elapsed;
  // While it is running, the scale is a whole number of steps, so that bars that have ended stand still most of the
  // time.
  const length = hasEnded(run) ? elapsed : Math.max(1, Math.ceil(elapsed / step)) * step;
  const marks = Math.floor(length / step + 1e-9);
  const ticks = Array.from({ length: marks + 1 }, (_, index) => ({
    at: (index * step) / length,
    text: offsetText(index * step),
  }));
  return { start, length, end, ticks };
}

/**
 * The bar of a span, in parts of the scale. Undefined when the span has no time.
 *
 * @param {SpanRecord} record
 * @param {Scale} scale
 * @returns {{ left: number, width: number } | undefined}
 */
export function barOf({ span, startedAt, finishedAt }, scale) {
  if (startedAt === undefined) return undefined;
  const end = finishedAt ?? (span.status === 'pending' ? startedAt : scale.end);
  const left = (startedAt - scale.start) / scale.length;
  return { left, width: Math.max(0, end - startedAt) / scale.length };
}
