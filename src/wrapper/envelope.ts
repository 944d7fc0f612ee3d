/** Answers wrap a resource in `details`; methods resolve to what is inside. */
import { type Answer, ApiPromise } from './api-promise.ts';

export function detailsOf<Body extends { details: unknown }>(
  answer: Promise<Answer<Body>>,
): ApiPromise<Body['details'], Body> {
  return new ApiPromise(answer, ({ body }) => body.details);
}
