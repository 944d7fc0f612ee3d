/** `client.pfids`: ids for what is not recorded yet. */
import type { GeneratePfidsRequest, PfidsResponse } from '../../generated/types.ts';
import type { RequestOptions } from '../call/request-options.ts';
import type { Sender } from '../call/sender.ts';
import { ApiPromise } from './api-promise.ts';

/**
 * Ids (PFIDs) that the API makes, for what a caller wants to name before it is recorded. Whoever knows one id of the
 * account needs no request: `generateId` makes ids too.
 *
 * Every method rejects with a {@link PrefactorClientError} before anything is sent when an argument breaks a rule, and
 * with the other subclasses of `PrefactorHttpError` as listed in the README.
 */
export class Pfids {
  readonly #sender: Sender;

  /** @internal */
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Makes ids in the partition of the account. Nothing is stored, so it is retried like a read.
   *
   * ```ts
   * const [id] = await client.pfids.generate({ count: 1 });
   * ```
   *
   * @param body How many ids; with `account_id`, of which account. Default: that of the token.
   * @returns The ids.
   * @remarks Operation `generatePfids` in `openapi/paths/pfid_generate.yaml` of this package.
   */
  generate(body: GeneratePfidsRequest, options?: RequestOptions): ApiPromise<string[], PfidsResponse> {
    return new ApiPromise(this.#sender.send('generatePfids', { body }, options), ({ body }) => body.pfids);
  }
}
