/** Answers wrap a resource in `details`; methods resolve to what is inside. */
import type { AgentInstanceListResponse, AgentInstanceResponse } from '../../generated/types.ts';
import { type Answer, ApiPromise } from './api-promise.ts';

export function detailsOf<Body extends { details: unknown }>(
  answer: Promise<Answer<Body>>,
): ApiPromise<Body['details'], Body> {
  return new ApiPromise(answer, ({ body }) => body.details);
}

/** A success answer with one resource in it. */
export interface ApiResponse<Details> extends Omit<AgentInstanceResponse, 'details'> {
  /** The resource. */
  readonly details: Details;
}

/** A success answer with a page of a list in it. */
export interface ListResponse<Summary> extends Omit<AgentInstanceListResponse, 'summaries'> {
  /** The resources of the page. */
  readonly summaries: readonly Summary[];
}
