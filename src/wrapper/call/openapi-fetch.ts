/**
 * The one file that knows openapi-fetch. It builds the URL from the document's paths;
 * queries and bodies pass through as text, and answers come back whole from the transport, so that reading and judging them is ours.
 */

import createClient from 'openapi-fetch';
import type { paths } from '../../generated/paths.ts';
import { withoutPrototype } from '../own-properties.ts';
import type { Transport, TransportResponse } from '../transport/transport.ts';
import type { PreparedRequest } from './prepare-request.ts';

/** What belongs to one attempt and not to the request. */
interface Attempt {
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Sends one attempt of a request. */
export type AttemptSender = (request: PreparedRequest, attempt: Attempt) => Promise<TransportResponse>;

/** Takes the place of the web `Request`, which costs more than the rest of a call; keeps what the transport needs. */
class SeamRequest {
  readonly url: string;
  readonly method: string;
  readonly body: string | undefined;
  readonly attempt: Attempt;

  constructor(url: string, init: { method: string; body: string | undefined; attempt: Attempt }) {
    this.url = url;
    this.method = init.method;
    this.body = init.body;
    this.attempt = init.attempt;
  }
}

const noHeaders = { get: () => null };

// openapi-fetch reads these options, of every client or of every request, from copies of its own: said to be absent, none
// is found on a polluted Object.prototype.
const shield: object = Object.fromEntries(
  [
    ...['baseUrl', 'bodySerializer', 'fetch', 'headers', 'middleware', 'pathSerializer', 'querySerializer'],
    ...['Request', 'requestInitExt'],
  ].map((name) => [name, undefined]),
);

// Its own is text by then.
const noQuery = Object.freeze(withoutPrototype({}));

export function createAttemptSender(apiUrl: string, transport: Transport): AttemptSender {
  const client = createClient<paths>({
    ...shield,
    baseUrl: apiUrl,
    // The seam has what openapi-fetch reads of a Request and a Response, not what their types promise.
    Request: SeamRequest as unknown as typeof Request,
    fetch: (async ({ url, method, body, attempt }: SeamRequest) => ({
      ok: true,
      status: 200,
      headers: noHeaders,
      body: await transport.send({ url, method, body, ...attempt }),
    })) as never,
    bodySerializer: (body) => body,
  });
  // Its types follow one literal path at a time; here the path is data, and the methods above are typed by operation.
  const request = client.request as (
    method: string,
    path: string,
    init: object,
  ) => Promise<{ data: TransportResponse }>;

  return async ({ operation, pathParameters, query, body }, attempt) => {
    const { data } = await request(operation.method, operation.path, {
      ...shield,
      querySerializer: () => query,
      params: withoutPrototype({ path: pathParameters, query: noQuery }),
      body,
      attempt,
      parseAs: 'stream',
    });
    return data;
  };
}
