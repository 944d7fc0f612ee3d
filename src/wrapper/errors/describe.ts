/** What an error says of the request that it belongs to. */

import { ownProperty, withoutPrototype } from '../own-properties.ts';
import type { RequestDescription } from './details.ts';
import type { PrefactorHttpError } from './errors.ts';

/** A request as its errors tell of it. */
export interface RequestSubject extends RequestDescription {
  /** The id that the request is about. */
  readonly id?: string | undefined;
}

/** Adds to an error what is known of its request, and puts the operation and the id in front of its message. */
export function describeRequest<Failure extends PrefactorHttpError>(
  error: Failure,
  request: RequestSubject,
): Failure {
  const { id, ...known } = withoutPrototype(request);
  Object.assign(error, known);
  const operation = ownProperty(known, 'operation');
  if (operation !== undefined) beginWith(operation, id === undefined ? '' : ending(id), error);
  return error;
}

/** Once: an error is described when its attempt has failed, and again with the call, perhaps inside another error. */
function beginWith(operation: string, id: string, error: Error): void {
  const subject = `${operation}${id}: `;
  const rest = error.message.replaceAll(subject, '');
  const bare = `${operation}: `;
  error.message = subject + (rest.startsWith(bare) ? rest.slice(bare.length) : rest);
}

/** Enough of an id to find it: all ids of one account begin alike, and those of one moment, too. */
const idEnding = 6;

function ending(id: string): string {
  const text = id.length > idEnding ? `…${id.slice(-idEnding)}` : id;
  return ` ${text.replaceAll(/[^!-~…]/g, '?')}`;
}
