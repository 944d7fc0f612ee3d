/** Where a tracer records: with the client and the writer that it was given, or its own, or not at all. */
import { type BulkWriter, type HttpClientConfig, PrefactorHttpClient } from '../index.ts';
import { environmentVariable, warn } from '../wrapper/environment.ts';

/** Where a tracer records. */
export interface ConnectionOptions {
  /** Sends what is recorded. Default: one of the tracer's own, from `clientOptions` and the environment. */
  readonly client?: PrefactorHttpClient | undefined;
  /** Takes what is recorded; one of `client`. Default: one of the tracer's own, which drops what it has no room for. */
  readonly writer?: BulkWriter | undefined;
  /** Options of the tracer's own client. */
  readonly clientOptions?: HttpClientConfig | undefined;
  /** Milliseconds after which the API is asked again whether a run was terminated; 0 for never. Default: 30 000. */
  readonly pollInterval?: number | undefined;
}

/** Nothing is recorded where there is no writer. */
export interface Connection {
  readonly client?: PrefactorHttpClient;
  readonly writer?: BulkWriter;
  /** What the tracer has made, and closes. */
  readonly own?: PrefactorHttpClient | BulkWriter;
}

/** @throws {PrefactorClientError} `code: 'invalid_config'` when an option of the tracer's own client is wrong. */
export function connect(options: ConnectionOptions): Connection {
  const { client: given, clientOptions } = options;
  if (environmentVariable('PREFACTOR_TRACING') === 'off') return {};
  if (!given && !(clientOptions?.apiToken ?? environmentVariable('PREFACTOR_API_TOKEN'))) {
    warn(
      'prefactor-http/tracing: nothing is recorded without PREFACTOR_API_TOKEN; where it should not, set PREFACTOR_TRACING=off',
    );
    return {};
  }
  const client = given ?? new PrefactorHttpClient(clientOptions);
  if (options.writer) return { client, writer: options.writer };
  // `wait` lets it know at once what there is no room for. What fails, it tells itself.
  const writer = client.bulk.writer({ overflow: 'wait', onFailed: () => {} });
  return { client, writer, own: given ? writer : client };
}
