/** Carries out operations: rights, checks, repeated keys, the ledger, and bulk on top of the single ones. */
import { hash } from 'node:crypto';
import type { OperationId } from '../../generated/operations.ts';
import { type Operation, operationOfType } from '../../wrapper/call/operations.ts';
import type { Clock } from '../../wrapper/clock.ts';
import { ownKey } from '../../wrapper/idempotency.ts';
import type { FaultInjector } from '../fault-injector.ts';
import { RecordedLedger } from '../ledger.ts';
import type { ResolvedSandboxOptions } from '../options.ts';
import { instanceHandlers } from './agent-instances.ts';
import { spanHandlers } from './agent-spans.ts';
import { versionHandlers } from './agent-versions.ts';
import { agentHandlers } from './agents.ts';
import { alertHandlers } from './alerts.ts';
import { checkFields, checkQuery, type Fields, parseBody, parseQuery } from './arguments.ts';
import { type Arguments, type BulkItem, checkedItems, itemCall, itemPath } from './bulk-items.ts';
import type { Handlers, SingleOperationId } from './handler-types.ts';
import { KeyMemory } from './key-memory.ts';
import { pfidHandlers } from './pfids.ts';
import { type Answer, codeOf, internalError, Refusal } from './refusal.ts';
import { Store } from './store.ts';
import { checkRights, type Token } from './tokens.ts';

/** A request, as far as the API itself is concerned. */
export interface ApiRequest {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly search: string;
  /** Its text, or why it cannot be read. */
  readonly body: string | Refusal;
  /** `undefined` when the request has no token that is known. */
  readonly token: Token | undefined;
  /** The header `Idempotency-Key`. */
  readonly headerKey: string | undefined;
  /** Its number. */
  readonly index: number;
}

/** An answer, and what else a sandbox reports of the request. */
export interface Outcome extends Answer {
  /** Fields that the document does not know, which the API drops silently. */
  readonly dropped: readonly string[];
  /** Whether a fault struck one of its items. */
  readonly fault?: 'item' | undefined;
}

/** Where a write came from, for the ledger. */
interface Origin {
  readonly key: string | undefined;
  readonly request: number;
  readonly item?: number;
}

export class Api {
  readonly store: Store;
  readonly ledger = new RecordedLedger();
  readonly #keys: KeyMemory;
  readonly #handlers: Handlers;
  readonly #faults: FaultInjector;
  readonly #maxBulkItems: number;

  constructor(options: ResolvedSandboxOptions, faults: FaultInjector, clock: Clock) {
    this.store = new Store(clock);
    this.#keys = new KeyMemory(options.idempotency, clock);
    this.#faults = faults;
    this.#maxBulkItems = options.maxBulkItems;
    this.#handlers = {
      ...agentHandlers(this.store, options.pageSize),
      ...instanceHandlers(this.store, options.pageSize),
      ...spanHandlers(this.store, options),
      ...alertHandlers(this.store, options.pageSize),
      ...versionHandlers(this.store, options.pageSize),
      ...pfidHandlers(this.store),
      ping: () => ({ status: 'success' }),
    };
  }

  clear(): void {
    this.store.clear();
    this.ledger.clear();
    this.#keys.clear();
  }

  /** Answers a request. Never throws. */
  answer(request: ApiRequest): Outcome {
    const { operation, path, search, body: text, token, headerKey, index } = request;
    let key = headerKey;
    try {
      const rights = checkRights(operation.id as OperationId, token);
      if (text instanceof Refusal) throw text;
      const given = parseBody(operation.writes ? text : '');
      key = keyOf(given) ?? headerKey;
      if (operation.id === 'executeBulk') return this.#bulk(given, rights, index);
      const query = checkQuery(operation, parseQuery(search));
      const body = checkFields(operation.checkBody, given);
      const call = { path, query: query.fields, body: body.fields };
      const answer = this.#perform(operation, call, rights, { key, request: index });
      return { ...answer, dropped: [...query.dropped, ...body.dropped] };
    } catch (error) {
      if (!(error instanceof Refusal)) return { ...internalError(error), dropped: [] };
      if (operation.writes) this.#recordRefusal(operation, error, { key, request: index });
      return { ...error.answer, dropped: [] };
    }
  }

  /** Carries out an operation whose arguments are valid, or replays what its key was answered earlier. */
  #perform(operation: Operation, call: Arguments, token: Token, origin: Origin): Answer {
    const handle = (): Answer => {
      const handler = this.#handlers[operation.id as SingleOperationId] as (call: object) => object;
      return { statusCode: 200, body: handler({ ...call, token }) };
    };
    if (!operation.writes) return handle();
    const operationId = operation.id as OperationId;
    const { idempotency_key: _, ...body } = call.body;
    const request = hash('sha256', JSON.stringify([call.path, body]), 'base64');
    const earlier = this.#keys.recall(operationId, origin.key);
    const entry = { operation: operationId, ...origin, item: origin.item };
    if (earlier !== undefined) {
      const { answer, outcome } = this.#keys.repetitionOf(earlier);
      const sameRequest = earlier.request === request;
      const id = outcome === 'replayed' ? earlier.id : undefined;
      this.ledger.write({ ...entry, outcome, id, code: codeOf(answer), sameRequest });
      return answer;
    }
    let answer: Answer;
    try {
      answer = handle();
    } catch (error) {
      if (error instanceof Refusal) {
        this.#keys.remember(operationId, origin.key, { answer: error.answer, id: undefined, request });
      }
      throw error;
    }
    const changed = idIn(answer.body);
    this.#keys.remember(operationId, origin.key, { answer, id: changed, request });
    this.ledger.write({ ...entry, outcome: 'applied', id: changed, code: undefined, sameRequest: true });
    return answer;
  }

  #recordRefusal(operation: Operation, { code }: Refusal, origin: Origin): void {
    this.ledger.write({
      outcome: 'refused',
      operation: operation.id as OperationId,
      id: undefined,
      code,
      sameRequest: true,
      item: undefined,
      ...origin,
    });
  }

  /** Carries out the items in order, each by itself, and stops at the first that fails. */
  #bulk({ items: given, ...unknown }: Fields, token: Token, index: number): Outcome {
    const items = checkedItems(given, this.#maxBulkItems);
    const outputs = new Map<string, object>();
    const dropped = Object.keys(unknown);
    let fault: 'item' | undefined;
    for (const [position, item] of items.entries()) {
      const origin = { key: item.key, request: index, item: position };
      const done = this.#item(item, token, origin);
      outputs.set(item.key, done.output);
      dropped.push(...done.dropped.map((path) => itemPath(position, path)));
      fault = done.fault;
      if (done.failed) break;
    }
    const body = { status: 'success', outputs: Object.fromEntries(outputs) };
    return { statusCode: 200, body, dropped, fault };
  }

  #item(item: BulkItem, token: Token, origin: Origin): ItemOutcome {
    const fault = this.#faults.ofItem(item.type, item);
    if (fault === undefined) return this.#carryOut(item, token, origin);
    const { applied = false, code = 'unexpected' } = fault;
    const { dropped } = applied ? this.#carryOut(item, token, origin) : { dropped: [] };
    const output = { status: 'error', code, message: 'A fault of the sandbox.' };
    return { output, failed: true, dropped, fault: 'item' };
  }

  #carryOut({ type, fields }: BulkItem, token: Token, origin: Origin): ItemOutcome {
    const operation = operationOfType(type);
    try {
      if (operation === undefined) {
        throw new Refusal('bad_request', `The sandbox does not know the bulk type ${type}.`);
      }
      checkRights(operation.id as OperationId, token);
      const { dropped, ...call } = itemCall(operation, fields);
      const answer = this.#perform(operation, call, token, origin);
      return { output: answer.body, failed: answer.statusCode !== 200, dropped };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (operation?.writes) this.#recordRefusal(operation, error, origin);
      return { output: error.answer.body, failed: true, dropped: [] };
    }
  }
}

interface ItemOutcome {
  readonly output: object;
  readonly failed: boolean;
  readonly dropped: readonly string[];
  readonly fault?: 'item';
}

function keyOf(body: Fields): string | undefined {
  const key = ownKey(body);
  return typeof key === 'string' ? key : undefined;
}

/** Id of what a write made or changed. */
function idIn(body: object): string | undefined {
  const { details } = body as { details?: { id?: unknown } };
  return typeof details?.id === 'string' ? details.id : undefined;
}
