/** What callers may watch. Hooks observe: one that throws, rejects or takes its time changes nothing. */
import type { ControlSignal } from '../generated/types.ts';
import type { PrefactorHttpError } from './errors/errors.ts';
import { hasProperty, withoutPrototype } from './own-properties.ts';
import { findIssues, fn, plainObject, type Rule } from './validation/rules.ts';

/** The call and the attempt that an event belongs to. */
export interface AttemptEvent {
  /** The operation's id in the OpenAPI document; method and path for a request that it does not describe. */
  readonly operation: string;
  readonly method: string;
  /** The path, with ids filled in and without the query. */
  readonly path: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The key that every attempt carries; `undefined` for reads and for bulk. */
  readonly idempotencyKey: string | undefined;
}

/** An answer was received, whatever its status. */
export interface ResponseEvent extends AttemptEvent {
  readonly statusCode: number;
  readonly requestId: string | null;
  /** Milliseconds since the start of the attempt. */
  readonly duration: number;
}

/** An attempt has failed and another will follow. */
export interface RetryEvent extends AttemptEvent {
  /** What the attempt failed with. */
  readonly error: PrefactorHttpError;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
}

/** A call, or an item of a bulk run or writer, has failed for good. */
export interface FailureEvent {
  /** The operation's id in the OpenAPI document, or what stands for it; `undefined` where it is not known. */
  readonly operation: string | undefined;
  /** The key that was sent, to send the same again; `undefined` for reads. */
  readonly idempotencyKey: string | undefined;
  /** What it failed with: what the call rejects with, or the error of the item's outcome. */
  readonly error: PrefactorHttpError;
}

/** The API tells the agent to stop: somebody has terminated its instance. */
export interface ControlEvent extends ControlSignal {
  /** The instance that was terminated, where the answer names it. */
  readonly agentInstanceId: string | undefined;
}

/** Functions that are called with what a client does. */
export interface Hooks {
  /** An attempt is about to be sent. */
  readonly onRequest?: ((event: AttemptEvent) => unknown) | undefined;
  /** An answer was received, whatever its status. */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** An attempt has failed and another will follow. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** A call, or an item of a bulk run or writer, has failed for good. Not told of calls that their caller aborted. */
  readonly onError?: ((event: FailureEvent) => unknown) | undefined;
  /** The API tells the agent to stop. */
  readonly onControlSignal?: ((event: ControlEvent) => unknown) | undefined;
}

const hookRules: Readonly<Record<keyof Hooks, Rule>> = {
  onRequest: fn,
  onResponse: fn,
  onRetry: fn,
  onError: fn,
  onControlSignal: fn,
};

/** The hooks as they are now, bound to the caller's object in case they are methods. */
export function boundHooks(hooks: Hooks | undefined): Hooks {
  const bound = <Name extends keyof Hooks>(name: Name): Hooks[Name] => {
    // It is not known yet whether they are an object at all.
    const hook =
      plainObject(hooks) === undefined && hooks && hasProperty(hooks, name) ? hooks[name] : undefined;
    return typeof hook === 'function' ? (hook.bind(hooks) as Hooks[Name]) : undefined;
  };
  return {
    onRequest: bound('onRequest'),
    onResponse: bound('onResponse'),
    onRetry: bound('onRetry'),
    onError: bound('onError'),
    onControlSignal: bound('onControlSignal'),
  };
}

/** What is wrong with the option `hooks`, or `undefined`. */
export function hooksProblem(value: unknown): string | undefined {
  const problem = plainObject(value);
  if (problem !== undefined) return problem;
  const [issue] = findIssues(value as object, hookRules);
  return issue && `has an ${issue.path} that ${issue.message}`;
}

/** Calls a hook, if there is one, and forgets about it. The event is only made where somebody listens. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: () => Event): void {
  if (hook === undefined) return;
  try {
    Promise.resolve(hook(event())).catch(() => {});
  } catch {}
}

/** Tells of what has failed for good. */
export function notifyOfFailure({ onError }: Hooks, error: PrefactorHttpError): void {
  notify(onError, () => {
    const { operation, idempotencyKey } = withoutPrototype(error);
    return { operation, idempotencyKey, error };
  });
}

/** The control signals of an answer: beside its details, and in each output of a bulk answer. */
export function controlEvents(body: object): ControlEvent[] {
  return [body, ...(Object.values(fieldsOf(fieldsOf(body).outputs)) as unknown[])].flatMap((answer) => {
    const { control, details } = fieldsOf(answer);
    const { terminate, reason } = fieldsOf(control);
    if (typeof terminate !== 'boolean') return [];
    const said = typeof reason === 'string' ? reason : null;
    return [{ terminate, reason: said, agentInstanceId: instanceIn(details) }];
  });
}

/** The instance that details are of, or belong to. */
function instanceIn(details: unknown): string | undefined {
  const { type, id, agent_instance_id: owner } = fieldsOf(details);
  const instance = type === 'agent_instance' ? id : owner;
  return typeof instance === 'string' ? instance : undefined;
}

/** What is read of an answer, and of what is in it. */
type AnswerFields = {
  readonly [Name in
    | 'outputs'
    | 'control'
    | 'details'
    | 'terminate'
    | 'reason'
    | 'type'
    | 'id'
    | 'agent_instance_id']?: unknown;
};

/** The fields of a part of an answer; of what is no object, none. */
function fieldsOf(part: unknown): AnswerFields {
  return withoutPrototype(typeof part === 'object' && part !== null ? part : {});
}
