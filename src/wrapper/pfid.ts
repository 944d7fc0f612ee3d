/** Ids that a caller makes itself, before the API has heard of what they name. */

import { PrefactorClientError } from './errors/errors.ts';
import { beginAtCaller } from './errors/stack.ts';
import { show } from './validation/rules.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const pfid = /^[0-7][0-9a-hjkmnp-tv-z]{31}$/;

/**
 * Makes a new id (a PFID) in the same partition as another, for instance for a span that others name as their parent
 * before it is sent. Ids sort by the time they were made.
 *
 * ```ts
 * const id = generateId(instance.id);
 * ```
 *
 * @param relatedTo Any id of the account, for instance that of the agent instance the new span belongs to.
 * @returns 32 characters: 10 of time, 6 of the partition, 16 random ones.
 * @throws {PrefactorClientError} When `relatedTo` is not such an id.
 */
export function generateId(relatedTo: string): string {
  if (typeof relatedTo !== 'string' || !isId(relatedTo)) {
    const message = `must be an id of 32 characters such as 013xrzp12g3nqk8ndr93q068mw7y0nv0, not ${show(relatedTo)}`;
    throw beginAtCaller(
      new PrefactorClientError(`relatedTo ${message}`, {
        code: 'invalid_argument',
        issues: [{ path: 'relatedTo', message }],
      }),
    );
  }
  return idOf(Date.now(), relatedTo);
}

/** A new id of a moment in milliseconds since 1970, in the partition of another id. */
export function idOf(moment: number, relatedTo: string): string {
  return timePart(moment) + partitionOf(relatedTo) + randomPart();
}

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return pfid.test(text);
}

/** The part of an id that all ids of an account share. */
export function partitionOf(id: string): string {
  return id.slice(10, 16);
}

/** Milliseconds since 1970 in 10 characters of 5 bits. */
function timePart(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

const randomLength = 16;
/** Randomness is fetched for many ids at once: to fetch it takes longer than all else about an id. */
const random = new Uint8Array(256 * randomLength);
let used = random.length;

function randomPart(): string {
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  let text = '';
  for (const end = used + randomLength; used < end; used++) text += alphabet.charAt((random[used] ?? 0) % 32);
  return text;
}
