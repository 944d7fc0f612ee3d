/** The items that `createSpan` and `finishSpan` of a writer make of their arguments. */
import type { FinishSpanRequest } from '../../generated/types.ts';
import type { Issue } from '../errors/details.ts';
import { generateId, isId } from '../pfid.ts';
import { idProblem, plainObject, reading, refuse, refuseIfAny, show } from '../validation/rules.ts';
import type { BulkInput } from './types.ts';

/** A span to create. */
export type SpanDetails = BulkInput<'agent_spans/create'>['details'];

/**
 * @param method What errors call the method.
 * @throws {PrefactorClientError} When the details are no object, or name no instance to make an id from.
 */
export function spanToCreate(method: string, details: SpanDetails): { id: string; item: object } {
  return reading(method, 'details', () => {
    const message = plainObject(details);
    if (message !== undefined) refuse('invalid_argument', method, { path: 'details', message });
    const given = ownForm(details);
    const id = given.id ?? newIdFor(method, given);
    return { id, item: { _type: 'agent_spans/create', details: { ...given, id } } };
  });
}

/** @throws {PrefactorClientError} When the id is none, or the body is no object. */
export function spanToFinish(method: string, id: string, body: FinishSpanRequest): object {
  return reading(method, 'body', () => {
    const problems = { id: idProblem(id), body: plainObject(body) };
    const issues = Object.entries(problems).flatMap(([path, message]): Issue[] =>
      message === undefined ? [] : [{ path, message }],
    );
    refuseIfAny('invalid_argument', method, issues);
    return { ...ownForm(body), _type: 'agent_spans/finish', agent_span_id: id };
  });
}

/** The fields of an object, read once: those that it writes itself, where it does so. */
function ownForm<Given extends object>(given: Given): Given {
  const { toJSON } = given as { readonly toJSON?: unknown };
  const written: unknown = typeof toJSON === 'function' ? Reflect.apply(toJSON, given, ['']) : given;
  return { ...(typeof written === 'object' ? written : undefined) } as Given;
}

function newIdFor(method: string, { agent_instance_id: id }: SpanDetails): string {
  if (typeof id !== 'string' || !isId(id)) {
    const path = 'details.agent_instance_id';
    const message = `must be an id of 32 characters, which the id of the span is made from, not ${show(id)}`;
    refuse('invalid_argument', method, { path, message });
  }
  return generateId(id);
}
