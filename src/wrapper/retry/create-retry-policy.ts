/** The client's way of trying again, for functions of the caller's own. */
import { refuse, refuseIfAny, show, withoutPrototype } from '../validation/rules.ts';
import { type RetryOptions, resolveRetry, retryIssues } from './options.ts';
import { type RetryPolicy, retryPolicy } from './policy.ts';

/**
 * Makes the retry policy that the client itself uses: exponential backoff with ± 25 % jitter, a server's hint as the
 * least wait, waits that end at once when the signal aborts. Tried again is what is worth it: a
 * {@link PrefactorConnectionError} that is no refusal of TLS, and a {@link PrefactorApiError} with one of
 * `retryOnStatusCodes`.
 *
 * ```ts
 * const policy = createRetryPolicy({ maxRetries: 5, totalTimeout: 60_000 });
 * const instance = await policy.execute(() => client.agentInstances.get(id, { maxRetries: 0 }));
 * ```
 *
 * @param options All in milliseconds, with the client's defaults.
 * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
 */
export function createRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  if (typeof options !== 'object' || options === null) {
    refuse('invalid_config', 'invalid retry policy', {
      path: '',
      message: `must be an object, not ${show(options)}`,
    });
  }
  const given: RetryOptions = withoutPrototype(options);
  refuseIfAny('invalid_config', 'invalid retry policy', retryIssues(given));
  return retryPolicy(resolveRetry(given).config);
}
