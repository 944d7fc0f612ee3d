/**
 * What must hold after chaos, read off the sandbox's own books: its ledger, its spans, and what came over the wire. What
 * the client was told is only held against them.
 */
import { expect } from 'vitest';
import { PrefactorConflictError, PrefactorValidationError } from '../../src/index.ts';
import type { LedgerEntry, Sandbox, SandboxRequest } from '../../src/testing/index.ts';
import type { Plan, Told } from './ways.ts';

/** Signs that a run has met what it was meant to meet. */
export interface Sightings {
  /** Writes that the sandbox answered from memory. */
  replayed: number;
  /** Creations that were carried out more than once. */
  doubled: number;
  /** Creations that were refused because an earlier attempt had made the span. */
  taken: number;
  /** Writes that were refused because an earlier attempt had used their key. */
  keyUsed: number;
  /** Finishes that were refused because an earlier attempt had finished the span. */
  alreadyFinished: number;
}

/** With keys kept by the server: every write is carried out exactly once, and told to be a success. */
export function proveExactlyOnce(sandbox: Sandbox, plans: readonly Plan[], told: readonly Told[]): Sightings {
  const written = proveOnce(sandbox, plans, told);
  expect(told.filter(({ status }) => status !== 'success')).toEqual([]);
  expect(written.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  return sightings(sandbox, told);
}

/**
 * With keys that the server refuses the second time: every write is carried out exactly once, and one whose answer was
 * lost is told to have been carried out.
 */
export function proveRepetitionsAreRefused(
  sandbox: Sandbox,
  plans: readonly Plan[],
  told: readonly Told[],
  repeatedWrite: ToldOfRepetition,
): Sightings {
  const written = proveOnce(sandbox, plans, told);
  expect(written.filter(({ outcome, code }) => outcome === 'refused' && code !== keyUsed)).toEqual([]);
  const repeated = told.filter(({ status }) => status !== 'success');
  for (const { status, error } of repeated) {
    if (repeatedWrite === 'already applied') expect(status).toBe('already applied');
    else {
      expect(error).toBeInstanceOf(PrefactorConflictError);
      expect(error).toMatchObject({ code: keyUsed, possiblyApplied: true });
    }
  }
  const refused = new Set(written.filter(({ outcome }) => outcome === 'refused').map(({ key }) => key));
  expect(repeated.filter(({ key }) => !refused.has(key))).toEqual([]);
  return sightings(sandbox, told);
}

const keyUsed = 'idempotency_key_already_used';

/** Every write is carried out exactly once, whatever was told of it. */
function proveOnce(sandbox: Sandbox, plans: readonly Plan[], told: readonly Told[]): LedgerEntry[] {
  proveEverythingIsTold(plans, told);
  const written = writtenSince(sandbox, told);
  proveNoKeyHasTwoMeanings(sandbox);
  proveOrder(written);
  expect(timesThat(told, ({ key }) => sandbox.ledger.timesApplied(key) !== 1)).toEqual([]);
  const ids = new Map(told.map(({ plan, id }) => [plan.number, plan.id ?? id]));
  expect(ids.size).toBe(plans.length);
  const expected = plans.map(
    (plan) => [ids.get(plan.number), { ...recorded(plan), parent_span_id: plan.parent ?? null }] as const,
  );
  const found = sandbox.spans.map((span) => [span.id, seen(span)] as const);
  expect(found.length).toBe(plans.length);
  expect(new Map(found)).toEqual(new Map(expected));
  return written;
}

/** What a way tells of a write that an earlier attempt of it has done, where the server refuses to do it again. */
export type ToldOfRepetition = 'conflict' | 'already applied';

/** With keys ignored: nothing is lost, and only creations with an id of the server's come twice. */
export function proveNothingIsLost(
  sandbox: Sandbox,
  plans: readonly Plan[],
  told: readonly Told[],
  repeatedWrite: ToldOfRepetition,
): Sightings {
  proveEverythingIsTold(plans, told);
  const written = writtenSince(sandbox, told);
  proveNoKeyHasTwoMeanings(sandbox);
  proveOrder(written);
  const books = Map.groupBy(written, ({ key }) => key);
  const attempts = attemptsByKey(sandbox.requests);
  const spans = Map.groupBy(sandbox.spans, ({ payload }) => payload['number']);
  expect(spans.size).toBe(plans.length);

  for (const { plan, write, key, status, id, error } of told) {
    const times = sandbox.ledger.timesApplied(key);
    const refusals = (books.get(key) ?? []).filter(({ outcome }) => outcome === 'refused');
    const where = `${write} of span ${plan.number}`;
    if (write === 'finish') {
      expect(times, where).toBe(1);
      expect(
        refusals.every(({ code }) => code === 'invalid_action'),
        where,
      ).toBe(true);
      if (status === 'success') continue;
      expect(refusals.length, where).toBeGreaterThan(0);
      if (repeatedWrite === 'conflict') proveOwnConflict(error, attempts.get(key) ?? []);
      else expect(status, where).toBe('already applied');
    } else if (plan.id !== undefined) {
      expect(times, where).toBe(1);
      expect(
        refusals.every(({ code }) => code === 'validation_errors'),
        where,
      ).toBe(true);
      if (status !== 'success') {
        expect(error, where).toBeInstanceOf(PrefactorValidationError);
        expect(refusals.length, where).toBeGreaterThan(0);
      }
    } else {
      const made = spans.get(plan.number) ?? [];
      expect(status, where).toBe('success');
      expect(refusals, where).toEqual([]);
      expect(times, where).toBe(made.length);
      expect(times, where).toBeGreaterThanOrEqual(1);
      expect(times, where).toBeLessThanOrEqual((attempts.get(key) ?? []).length);
      // Only the span that the client was told of is finished; its doubles stay as they began.
      const doubles = made.filter((span) => span.id !== id);
      expect(doubles, where).toHaveLength(times - 1);
      for (const { status, result_payload } of doubles) {
        expect({ status, result_payload }, where).toEqual({ status: 'active', result_payload: null });
      }
    }
  }
  for (const plan of plans) {
    const complete = (spans.get(plan.number) ?? []).filter(({ status }) => status === 'complete');
    expect(complete.map(seen)).toEqual([{ ...recorded(plan), parent_span_id: plan.parent ?? null }]);
    if (plan.id !== undefined) expect(spans.get(plan.number)?.map(({ id }) => id)).toEqual([plan.id]);
  }
  return sightings(sandbox, told);
}

/** Of every span there is one creation and one end, each with a key of its own. */
function proveEverythingIsTold(plans: readonly Plan[], told: readonly Told[]): void {
  const writes = told.map(({ plan, write }) => `${write} ${plan.number}`).sort();
  expect(writes).toEqual(plans.flatMap(({ number }) => [`create ${number}`, `finish ${number}`]).sort());
  expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
}

/** What the ledger has, apart from what was written before the chaos; there must be nothing that nobody asked for. */
function writtenSince({ ledger }: Sandbox, told: readonly Told[]): LedgerEntry[] {
  const written = ledger.entries.filter(({ operation }) => /AgentSpan$/.test(operation));
  const known = new Set<string | undefined>(told.map(({ key }) => key));
  expect(written.filter(({ key }) => !known.has(key))).toEqual([]);
  return written;
}

/** Nothing is finished that was not created before. */
function proveOrder(written: readonly LedgerEntry[]): void {
  const created = new Set<string | undefined>();
  const tooEarly: LedgerEntry[] = [];
  for (const entry of written) {
    if (entry.outcome !== 'applied') continue;
    if (entry.operation === 'createAgentSpan') created.add(entry.id);
    else if (!created.has(entry.id)) tooEarly.push(entry);
  }
  expect(tooEarly).toEqual([]);
}

function proveNoKeyHasTwoMeanings({ ledger, requests }: Sandbox): void {
  expect(ledger.entries.filter(({ sameRequest }) => !sameRequest)).toEqual([]);
  const ambiguous = [...attemptsByKey(requests)].filter(
    ([, attempts]) => new Set(attempts.map(({ sent }) => sent)).size > 1,
  );
  expect(ambiguous).toEqual([]);
}

/** One sending of one write. */
interface Attempt {
  /** What was sent, as text. */
  readonly sent: string;
  readonly fault: string | undefined;
}

function attemptsByKey(requests: readonly SandboxRequest[]): ReadonlyMap<string, readonly Attempt[]> {
  const attempts = new Map<string, Attempt[]>();
  const note = (key: string, sent: string, fault: string | undefined): void => {
    const noted = attempts.get(key) ?? [];
    noted.push({ sent, fault });
    attempts.set(key, noted);
  };
  for (const { operation, path, body, fault } of requests) {
    const parsed = JSON.parse(body || '{}') as { idempotency_key?: string; items?: Keyed[] };
    if (operation === 'executeBulk') {
      for (const item of parsed.items ?? []) note(item.idempotency_key, JSON.stringify(item), fault);
    } else if (parsed.idempotency_key !== undefined) {
      note(parsed.idempotency_key, `${path} ${body}`, fault);
    }
  }
  return attempts;
}

interface Keyed {
  readonly idempotency_key: string;
}

/** A conflict with oneself: whoever has an attempt without an answer is told that it may have been that one. */
function proveOwnConflict(error: unknown, attempts: readonly Attempt[]): void {
  expect(error).toBeInstanceOf(PrefactorConflictError);
  expect(attempts.length).toBeGreaterThan(1);
  const wasAnswered = ({ fault }: Attempt): boolean => fault === 'status' || fault === 'html';
  if (!attempts.slice(0, -1).every(wasAnswered)) expect(error).toMatchObject({ possiblyApplied: true });
}

const recorded = ({ number, instance }: Plan) => ({
  agent_instance_id: instance,
  status: 'complete',
  payload: { number },
  result_payload: { number },
});

function seen(span: Sandbox['spans'][number]) {
  const { agent_instance_id, status, payload, result_payload, parent_span_id } = span;
  return { agent_instance_id, status, payload, result_payload, parent_span_id };
}

function timesThat(told: readonly Told[], isOdd: (one: Told) => boolean): string[] {
  return told.filter(isOdd).map(({ plan, write }) => `${write} ${plan.number}`);
}

function sightings({ ledger }: Sandbox, told: readonly Told[]): Sightings {
  const refused = (code: string): number => ledger.refused.filter((entry) => entry.code === code).length;
  return {
    replayed: ledger.replayed.length,
    doubled: told.filter(({ key }) => ledger.timesApplied(key) > 1).length,
    taken: refused('validation_errors'),
    keyUsed: refused(keyUsed),
    alreadyFinished: refused('invalid_action'),
  };
}
