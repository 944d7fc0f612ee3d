/** One agent instance, recorded through a writer from its registration on, without anybody waiting for that. */
import type { RegisterAgentInstanceFields } from '../generated/types.ts';
import type { Hold } from '../wrapper/bulk/hold.ts';
import { completedItem } from '../wrapper/bulk/item.ts';
import type { BulkInput, WriterOutcome } from '../wrapper/bulk/types.ts';
import type { BulkWriter } from '../wrapper/bulk/writer.ts';
import { warn } from '../wrapper/environment.ts';
import {
  isPrefactorError,
  type PrefactorHttpError,
  PrefactorValidationError,
} from '../wrapper/errors/errors.ts';
import { generateId, isId, partitionOf } from '../wrapper/pfid.ts';

type Fields = Readonly<Record<string, unknown>>;
type Registered = WriterOutcome<'agent_instances/register'>;

/** Until an id of the account is known, ids are made in the partition of this one. */
const placeholder = '0'.repeat(32);
const placeholderPartition = partitionOf(placeholder);
const placeholders = new RegExp(
  `("idempotency_key":)?"([0-7][0-9a-z]{9}${placeholderPartition}[0-9a-z]{16})"`,
  'g',
);

/** Makes ids for the account of a writer. */
class AccountIds {
  #known = placeholder;

  get areKnown(): boolean {
    return this.#known !== placeholder;
  }

  /** @param id An id of the account, if it has the form of one. */
  learn(id: unknown): void {
    if (!this.areKnown && typeof id === 'string' && isId(id)) this.#known = id;
  }

  make(): string {
    return generateId(this.#known);
  }

  /** The id as the API is told it. */
  placed(id: string): string {
    const partition = partitionOf(this.#known);
    return id.startsWith(partition, 10) ? id : id.slice(0, 10) + partition + id.slice(16);
  }
}

const idsOfWriters = new WeakMap<BulkWriter, AccountIds>();

function idsOf(writer: BulkWriter): AccountIds {
  const ids = idsOfWriters.get(writer) ?? new AccountIds();
  idsOfWriters.set(writer, ids);
  return ids;
}

/**
 * An agent instance that is recorded through a writer, from its registration on. Everything about it can be added at once:
 * until it is registered, that is held, as it was when it was added. What is held counts as queued in the writer, and is
 * waited for by its `flush` and `close`.
 *
 * An `external_identifier` that is taken is left out, and a warning says so. When the instance cannot be registered,
 * everything about it has the outcome `dropped`.
 */
export class InstanceRecording {
  /** What stands for the id of the instance in what is added here, before it is registered and afterwards. */
  readonly ref: string;
  /** The outcome of its registration, which never rejects; `undefined` for one that was registered before. */
  readonly registered: Promise<Registered> | undefined;
  readonly #writer: BulkWriter;
  readonly #ids: AccountIds;
  readonly #hold: Hold;
  readonly #onUnserializable: (error: PrefactorHttpError) => void;
  #id: string | undefined;

  /**
   * @param given What to register it with, or the id of one that is registered.
   * @param onUnserializable Called when the payload of a span cannot be written: when a promise is in it, for instance, or
   *   a getter that throws; and when a result has no room. `{ unserializable }` is recorded in its place, with the reason.
   * @throws {PrefactorClientError} As `writer.add` does.
   */
  constructor(
    writer: BulkWriter,
    given: string | RegisterAgentInstanceFields,
    onUnserializable: (error: PrefactorHttpError) => void,
  ) {
    this.#writer = writer;
    this.#ids = idsOf(writer);
    this.#hold = writer.hold();
    this.#onUnserializable = onUnserializable;
    this.ref = typeof given === 'string' ? given : generateId(placeholder);
    if (typeof given === 'string') this.#onRegistered(given);
    else {
      this.#ids.learn(given.agent_id);
      this.registered = this.#follow(this.#register(given), given);
    }
  }

  /** Its id; `undefined` until it is registered. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Makes an id for a span. It can stand in whatever is added here, at any time. */
  newSpanId(): string {
    return this.#ids.make();
  }

  /**
   * What the API calls a span.
   *
   * @param spanId What {@link newSpanId} has made.
   * @returns `undefined` until an id of the account is known: that of an agent, or of an instance that was recorded through
   *   the same writer.
   */
  idOf(spanId: string): string | undefined {
    return this.#ids.areKnown ? this.#ids.placed(spanId) : undefined;
  }

  /**
   * Adds an item, as `writer.add` does. A payload that cannot be written is no reason to throw here, and a full queue none
   * for what has begun to have no end: without a result, it is taken nevertheless.
   *
   * @param item In it, {@link ref} stands for the instance, and what {@link newSpanId} has made for spans.
   * @returns A promise of its outcome, which never rejects.
   * @throws {PrefactorClientError} As `writer.add` does, but for a payload.
   */
  add(item: BulkInput): Promise<WriterOutcome> {
    try {
      return this.#add(item);
    } catch (error) {
      if (!isPrefactorError(error)) throw error;
      const { code, message } = error;
      // What has begun must have an end. These are small, and no more than what has begun.
      const mustFit = code === 'queue_full' && item._type !== 'agent_spans/create';
      if (!mustFit && code !== 'invalid_argument') throw error;
      if (!item._type.startsWith('agent_spans/')) return this.#add(item, mustFit);
      const outcome = this.#add(withMarker(item, message), mustFit);
      this.#onUnserializable(error);
      return outcome;
    }
  }

  #add(item: BulkInput, mustFit = false): Promise<WriterOutcome> {
    return this.#writer.addTo(this.#hold, this.#placed(item as unknown as Fields), mustFit);
  }

  #register(fields: RegisterAgentInstanceFields): Promise<Registered> {
    return this.#writer.add({ _type: 'agent_instances/register', ...fields });
  }

  async #follow(
    outcome: Promise<Registered>,
    fields: RegisterAgentInstanceFields,
    isLast = false,
  ): Promise<Registered> {
    const settled = await outcome;
    const id = settled.status === 'success' && !settled.alreadyApplied ? settled.details.id : undefined;
    if (id !== undefined) this.#onRegistered(id);
    else if (!isLast && isTaken(settled)) {
      warn(
        'prefactor-http: an agent instance is recorded without its external_identifier, because there is one of that name',
      );
      const others = { ...fields, external_identifier: null };
      try {
        return await this.#follow(this.#register(others), others, true);
      } catch {
        // The writer takes nothing more.
        this.#hold.drop();
      }
    } else this.#hold.drop();
    return settled;
  }

  #onRegistered(id: string): void {
    this.#id = id;
    this.#ids.learn(id);
    this.#hold.release((item) => completedItem(item, placeholders, (id) => this.#placedId(id)));
  }

  /** An item with the ids that are known by now, in place of those that were made before. */
  #placed(item: Fields): Fields {
    const { details } = item;
    const placed = this.#placedIn(item);
    if (typeof details !== 'object' || details === null) return placed;
    const placedDetails = this.#placedIn(details as Fields);
    return placedDetails === details ? placed : { ...placed, details: placedDetails };
  }

  #placedIn(fields: Fields): Fields {
    let placed: Record<string, unknown> | undefined;
    for (const name in fields) {
      const value = fields[name];
      if (typeof value !== 'string') continue;
      const id = this.#placedId(value);
      if (id === value) continue;
      placed ??= { ...fields };
      placed[name] = id;
    }
    return placed ?? fields;
  }

  #placedId(text: string): string {
    if (!text.startsWith(placeholderPartition, 10) || !isId(text)) return text;
    return text === this.ref ? (this.#id ?? text) : this.#ids.placed(text);
  }
}

function withMarker(item: BulkInput, unserializable: string): BulkInput {
  const marker = { unserializable };
  if (item._type !== 'agent_spans/create') return { ...item, result_payload: marker } as BulkInput;
  return { ...item, details: { ...item.details, payload: marker } };
}

/** Whether there is one of that name already: it may be this very one, whose answer was lost. */
function isTaken(outcome: Registered): boolean {
  if (outcome.status !== 'error') return outcome.status === 'success';
  const { error } = outcome;
  return (
    error instanceof PrefactorValidationError && Object.hasOwn(error.errors ?? {}, 'external_identifier')
  );
}
