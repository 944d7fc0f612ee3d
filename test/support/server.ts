/** A small HTTP server for one test: answers as the test says, remembers what it was asked. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  /** Path and query, as they stood on the wire. */
  url: string;
  headers: IncomingHttpHeaders;
  /** The raw text of the body. */
  body: string;
}

export interface TestServer extends AsyncDisposable {
  url: string;
  requests: ReceivedRequest[];
}

export type Answer = (
  response: ServerResponse,
  request: ReceivedRequest,
  /** How many requests came before this one. */
  index: number,
) => void | Promise<void>;

/** Starts a server on 127.0.0.1 and a free port. `await using` ends it, with every connection it has. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await receive(incoming);
    requests.push(request);
    await answer(response, request, requests.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  incoming.setEncoding('utf8');
  // A client that goes away in the middle of its request is what some tests are about.
  try {
    for await (const chunk of incoming) body += chunk;
  } catch {}
  return { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body };
}

/** The query of a request, decoded. */
export const queryOf = ({ url }: Pick<ReceivedRequest, 'url'> = { url: '' }): Record<string, string> =>
  Object.fromEntries(new URL(url, 'http://server').searchParams);

/** Refuses every connection: nobody listens on port 1, and no other test can be given it. */
export const refusingUrl = 'http://127.0.0.1:1';
