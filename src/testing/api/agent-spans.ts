/** The operations on agent spans. */
import type {
  AgentInstanceSpanCounts,
  AgentSpan,
  AgentSpanSummary,
  ControlSignal,
  FinishStatus,
} from '../../generated/types.ts';
import type { Handlers } from './handler-types.ts';
import { paginate } from './pagination.ts';
import { invalidFields } from './refusal.ts';
import { redacted } from './sensitive-values.ts';
import {
  accountId,
  invalidAction,
  type RecordedSpan,
  type Store,
  type StoredInstance,
  type StoredSpan,
  shownSpan,
} from './store.ts';

type SpanHandlers = Pick<
  Handlers,
  'createAgentSpan' | 'finishAgentSpan' | 'listAgentSpans' | 'getAgentSpan' | 'discardAgentSpanSensitive'
>;

const finalStatuses: readonly string[] = ['complete', 'failed', 'cancelled'] satisfies FinishStatus[];

export interface SpanRules {
  readonly pageSize: number;
  readonly spansAfterEnd: 'record' | 'refuse';
}

export function spanHandlers(store: Store, { pageSize, spansAfterEnd }: SpanRules): SpanHandlers {
  const writeAnswer = (instance: StoredInstance, span: StoredSpan) => {
    store.announceSpan(span);
    store.announceInstance(instance);
    const control = controlOf(instance);
    return { status: 'success' as const, details: shownSpan(span), ...(control && { control }) };
  };

  return {
    createAgentSpan({ body, token }) {
      const { details: given } = body;
      const instance = store.instance(given.agent_instance_id, token);
      // A terminated run still takes spans: their answers carry the control signal.
      if (spansAfterEnd === 'refuse' && finalStatuses.includes(instance.details.status)) {
        throw invalidAction(`The agent instance is ${instance.details.status} and takes no more spans.`);
      }
      const isFinal = finalStatuses.includes(given.status);
      if (given.result_payload && !isFinal) {
        throw invalidFields({ result_payload: [`is only valid with a final status, not ${given.status}`] });
      }
      const parent = given.parent_span_id ?? null;
      if (parent !== null && store.spans.get(parent)?.details.agent_instance_id !== given.agent_instance_id) {
        throw invalidFields({ parent_span_id: ['is no span of this agent instance'] });
      }
      const id = store.chosenId(given.id, store.spans);
      const now = store.now();
      const types = new Map(Object.entries(instance.schemaVersion?.span_type_schemas ?? {}));
      const title = types.get(given.schema_name)?.title;
      const details: RecordedSpan = {
        type: 'agent_span',
        id,
        account_id: accountId,
        agent_id: instance.details.agent_id,
        agent_instance_id: given.agent_instance_id,
        parent_span_id: parent,
        schema_name: given.schema_name,
        schema_title: title ?? given.schema_name,
        status: given.status,
        payload: (given.payload ?? {}) as Record<string, unknown>,
        result_payload: (given.result_payload ?? null) as AgentSpan['result_payload'] & null,
        summary: null,
        started_at: given.started_at ?? (given.status === 'pending' ? null : now),
        finished_at: given.finished_at ?? (isFinal ? now : null),
        purpose: 'activity',
        data_risk: null,
        sensitive_encoding: given.sensitive_encoding ?? false,
        payload_byte_size_estimate: sizeOf(given.payload, given.result_payload),
      };
      const span: StoredSpan = { details };
      store.spans.set(id, span);
      instance.spans.push(span);
      instance.schemaCounts.set(given.schema_name, (instance.schemaCounts.get(given.schema_name) ?? 0) + 1);
      countSpan(instance, details.status, 1);
      instance.details.span_counts.total += 1;
      instance.details.last_activity_span_at = now;
      return writeAnswer(instance, span);
    },

    finishAgentSpan({ path, body, token }) {
      const span = store.span(path.agent_span_id, token);
      const { details } = span;
      const { result_payload = null } = body;
      const status = body.status ?? 'complete';
      if (finalStatuses.includes(details.status)) {
        throw invalidAction(`The agent span has already ended: it is ${details.status}.`);
      }
      if (status === 'cancelled' && details.status !== 'pending') {
        throw invalidAction(
          `An agent span that is ${details.status} cannot be cancelled, only a pending one.`,
        );
      }
      const instance = store.instance(details.agent_instance_id, token);
      const at = body.timestamp ?? store.now();
      countSpan(instance, details.status, -1);
      countSpan(instance, status, 1);
      Object.assign(details, {
        status,
        finished_at: at,
        ...((status === 'cancelled' || details.started_at === null) && { started_at: at }),
        ...(result_payload !== null && { result_payload }),
        ...(body.sensitive_encoding !== undefined && {
          sensitive_encoding: body.sensitive_encoding || details.sensitive_encoding,
        }),
        payload_byte_size_estimate: sizeOf(details.payload, result_payload ?? details.result_payload),
      });
      return writeAnswer(instance, span);
    },

    listAgentSpans({ query, token }) {
      const { agent_instance_id, agent_id, start_time, end_time } = query;
      const all =
        agent_instance_id === undefined
          ? [...store.spans.values()]
          : store.instance(agent_instance_id, token).spans;
      const found = all.filter(
        ({ details }) =>
          (agent_id === undefined || details.agent_id === agent_id) &&
          (start_time === undefined || isAtOrAfter(details.started_at, start_time)) &&
          (end_time === undefined || !isAtOrAfter(details.started_at, end_time)),
      );
      const summaries = found.map(
        (span): AgentSpanSummary => ({
          ...shownSpan(span),
          schema_title: span.details.schema_title ?? span.details.schema_name,
          risk_level: null,
          risk_score: null,
        }),
      );
      return { status: 'success', ...paginate(summaries, query, pageSize) };
    },

    getAgentSpan({ path, query, token }) {
      const span = store.span(path.agent_span_id, token);
      return { status: 'success', details: shownSpan(span, query.redacted === false) };
    },

    discardAgentSpanSensitive({ path, token }) {
      const span = store.span(path.agent_span_id, token);
      if (span.details.sensitive_encoding === true) {
        const { payload, result_payload } = span.details;
        Object.assign(span.details, {
          payload: redacted(payload),
          result_payload: redacted(result_payload ?? null),
        });
      }
      store.announceSpan(span);
      return { status: 'success', details: shownSpan(span) };
    },
  };
}

/** The control signal that the answers of a terminated run carry. */
function controlOf({ details }: StoredInstance): ControlSignal | undefined {
  return details.status === 'terminated'
    ? { terminate: true, reason: details.termination_reason ?? null }
    : undefined;
}

function countSpan({ details }: StoredInstance, status: string, change: 1 | -1): void {
  const counts = details.span_counts;
  if (Object.hasOwn(counts, status)) counts[status as keyof AgentInstanceSpanCounts] += change;
  if (finalStatuses.includes(status)) counts.finished += change;
}

function sizeOf(...payloads: readonly unknown[]): number {
  return payloads.reduce<number>((sum, payload) => sum + (payload ? JSON.stringify(payload).length : 0), 0);
}

function isAtOrAfter(time: string | null | undefined, limit: string): boolean {
  return typeof time === 'string' && Date.parse(time) >= Date.parse(limit);
}
