/** What the page knows of the sandbox: the runs and their spans. */

/** @import { AgentInstance } from '../../generated/types.ts' */
/** @import { RecordedSpan } from '../api/store.ts' */

/**
 * One span. The record stays the same when the span changes, and `span` is then another object.
 *
 * @typedef {object} SpanRecord
 * @property {RecordedSpan} span
 * @property {number | undefined} startedAt
 * @property {number | undefined} finishedAt
 * @property {number} order When the page heard of it, in relation to others.
 */

/**
 * One run.
 *
 * @typedef {object} Run
 * @property {AgentInstance} instance
 * @property {number | undefined} startedAt
 * @property {number | undefined} finishedAt
 * @property {number} order
 * @property {RunSpans} spans
 */

/**
 * The spans of a run.
 *
 * @typedef {object} RunSpans
 * @property {Map<string, SpanRecord>} records By id, in the order they were heard of.
 * @property {number} shape Grows when the tree of them may have another form than before.
 */

export class Recorded {
  /** @type {Map<string, Run>} */
  #runs = new Map();
  /** Spans by the id of their run, which may be heard of later than they are.
   * @type {Map<string, RunSpans>} */
  #spans = new Map();
  /** @type {Run[] | undefined} */
  #newestFirst;
  #heard = 0;

  /**
   * Replaces everything.
   *
   * @param {readonly AgentInstance[]} instances
   * @param {readonly RecordedSpan[]} spans
   */
  replace(instances, spans) {
    this.#runs.clear();
    this.#spans.clear();
    this.#newestFirst = undefined;
    for (const instance of instances) this.putInstance(instance);
    for (const span of spans) this.putSpan(span);
  }

  /** @param {AgentInstance} instance */
  putInstance(instance) {
    const startedAt = timeOf(instance.started_at);
    const finishedAt = timeOf(instance.finished_at);
    const known = this.#runs.get(instance.id);
    if (known !== undefined) {
      Object.assign(known, { instance, startedAt, finishedAt });
      return;
    }
    const spans = this.#spansOf(instance.id);
    this.#runs.set(instance.id, { instance, startedAt, finishedAt, order: ++this.#heard, spans });
    this.#newestFirst = undefined;
  }

  /** @param {RecordedSpan} span */
  putSpan(span) {
    const spans = this.#spansOf(span.agent_instance_id);
    const startedAt = timeOf(span.started_at);
    const finishedAt = timeOf(span.finished_at);
    const known = spans.records.get(span.id);
    if (known === undefined) {
      spans.records.set(span.id, { span, startedAt, finishedAt, order: ++this.#heard });
      spans.shape = ++this.#heard;
      return;
    }
    if (known.startedAt !== startedAt || known.span.parent_span_id !== span.parent_span_id) {
      spans.shape = ++this.#heard;
    }
    Object.assign(known, { span, startedAt, finishedAt });
  }

  /** @param {string} id */
  run(id) {
    return this.#runs.get(id);
  }

  /** The runs, the one that was registered last at the front. */
  newestFirst() {
    this.#newestFirst ??= [...this.#runs.values()].sort(
      (one, other) =>
        (timeOf(other.instance.inserted_at) ?? 0) - (timeOf(one.instance.inserted_at) ?? 0) ||
        other.order - one.order,
    );
    return this.#newestFirst;
  }

  /** @param {string} runId */
  #spansOf(runId) {
    const known = this.#spans.get(runId);
    if (known !== undefined) return known;
    /** @type {RunSpans} */
    const spans = { records: new Map(), shape: ++this.#heard };
    this.#spans.set(runId, spans);
    return spans;
  }
}

/** @param {string | null | undefined} text */
function timeOf(text) {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

const notGoingOn = new Set(['pending', 'complete', 'failed', 'cancelled', 'terminated']);

/**
 * Whether a run is running. The API may know more statuses than this page does; the end of the run tells then.
 *
 * @param {Run} run
 */
export function isRunning({ instance, finishedAt }) {
  return !notGoingOn.has(instance.status) && finishedAt === undefined;
}

/**
 * Whether a span is running: it has begun and not ended, and its run has not ended either. After that nobody is left to
 * finish it.
 *
 * @param {SpanRecord} record
 * @param {Run} run
 */
export function spanGoesOn({ span, startedAt, finishedAt }, run) {
  return (
    !notGoingOn.has(span.status) && startedAt !== undefined && finishedAt === undefined && !hasEnded(run)
  );
}

/** @param {Run} run */
export function hasEnded(run) {
  return run.instance.status !== 'pending' && !isRunning(run);
}
