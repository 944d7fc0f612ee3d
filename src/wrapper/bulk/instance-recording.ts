/** One agent instance, recorded through a writer from its registration on, without anybody waiting for that. */
import type { RegisterAgentInstanceFields } from '../../generated/types.ts';
import { warn } from '../environment.ts';
import { PrefactorValidationError } from '../errors/errors.ts';
import { generateId, isId, partitionOf } from '../pfid.ts';
import type { Hold } from './hold.ts';
import type { Fields } from './item.ts';
import type { WriterOutcome } from './types.ts';

/** Until an id of the account is known, ids are made in the partition of this one. */
const placeholder = '0'.repeat(32);

/** Makes ids for one account. */
export class AccountIds {
  #known: string | undefined;

  get areKnown(): boolean {
    return this.#known !== undefined;
  }

  /** @param id An id of the account, if it has the form of one. */
  learn(id: unknown): void {
    if (typeof id === 'string' && isId(id)) this.#known ??= id;
  }

  make(): string {
    return generateId(this.#known ?? placeholder);
  }

  /** The id as the API is told it. */
  placed(id: string): string {
    const partition = partitionOf(this.#known ?? placeholder);
    return id.startsWith(partition, 10) ? id : id.slice(0, 10) + partition + id.slice(16);
  }
}

/** What it needs of the queue of its writer. */
interface Queue {
  readonly ids: AccountIds;
  hold(): Hold;
}

/** Adds an item to the queue, or to a hold of it. */
type AddItem = (item: Fields, hold?: Hold) => never;

type Registered = WriterOutcome<'agent_instances/register'>;

/**
 * Records one agent instance through a writer. Everything about it can be added at once: until the instance is registered,
 * it is held, as it was when it was added.
 *
 * ```ts
 * const run = writer.recordInstance({ agent_version: { external_identifier: 'v1.0.0' } });
 * const id = run.newSpanId();
 * run.add({ _type: 'agent_instances/start', agent_instance_id: run.ref });
 * run.add({
 *   _type: 'agent_spans/create',
 *   details: { agent_instance_id: run.ref, id, schema_name: 'agent:llm', status: 'active', payload: { prompt } },
 * });
 * run.add({ _type: 'agent_spans/finish', agent_span_id: id });
 * run.add({ _type: 'agent_instances/finish', agent_instance_id: run.ref });
 * ```
 *
 * An `external_identifier` that is taken is left out, and a warning says so. When the instance cannot be registered,
 * everything about it has the outcome `dropped`.
 */
export class InstanceRecording<Add> {
  /**
   * Adds an item as `writer.add` does.
   *
   * @throws {PrefactorClientError} As `writer.add` does.
   */
  readonly add: Add;
  /** What stands for its id in items that are added here. */
  readonly ref: string;
  /** The outcome of its registration, which never rejects; `undefined` for one that was registered before. */
  readonly registered: Promise<Registered> | undefined;
  readonly #ids: AccountIds;
  readonly #hold: Hold;
  readonly #addItem: AddItem;
  #id: string | undefined;

  /** @internal */
  constructor(queue: Queue, addItem: AddItem, given: string | RegisterAgentInstanceFields) {
    const hold = queue.hold();
    this.#ids = queue.ids;
    this.#hold = hold;
    this.#addItem = addItem;
    this.add = ((item: Fields) => addItem(this.#placed(item), hold)) as Add;
    this.ref = typeof given === 'string' ? given : this.#ids.make();
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

  /** Makes an id for a span. It can stand in whatever is added here, and leads to a span when it went through {@link idOf}. */
  newSpanId(): string {
    return this.#ids.make();
  }

  /**
   * What the API calls a span.
   *
   * @param spanId What {@link newSpanId} has made.
   * @returns `undefined` until the writer knows an id of the account: that of an agent, or of an instance.
   */
  idOf(spanId: string): string | undefined {
    return this.#ids.areKnown ? this.#ids.placed(spanId) : undefined;
  }

  #register(fields: RegisterAgentInstanceFields): Promise<Registered> {
    return this.#addItem({ _type: 'agent_instances/register', ...fields });
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
    this.#hold.release((item) => this.#placed(item));
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
    let placed = fields;
    for (const name in fields) {
      const value = fields[name];
      if (typeof value !== 'string') continue;
      const id = this.#placedId(value);
      if (id === value) continue;
      if (placed === fields) placed = { ...fields };
      placed[name] = id;
    }
    return placed;
  }

  #placedId(text: string): string {
    if (text === this.ref) return this.#id ?? text;
    return text.startsWith(partitionOf(placeholder), 10) && isId(text) ? this.#ids.placed(text) : text;
  }
}

/** Whether there is one of that name already: it may be this very one, whose answer was lost. */
function isTaken(outcome: Registered): boolean {
  if (outcome.status !== 'error') return outcome.status === 'success';
  const { error } = outcome;
  return (
    error instanceof PrefactorValidationError && Object.hasOwn(error.errors ?? {}, 'external_identifier')
  );
}
