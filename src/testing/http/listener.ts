/** Receives requests, applies faults, and hands the rest to the API or to the page. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationId } from '../../generated/operations.ts';
import { documentedRoute, isDocumented } from '../../wrapper/call/operations.ts';
import type { Clock } from '../../wrapper/clock.ts';
import type { Api } from '../api/api.ts';
import { type Answer, Refusal } from '../api/refusal.ts';
import type { Token } from '../api/tokens.ts';
import type { FaultInjector } from '../fault-injector.ts';
import type { PageServer } from './page-server.ts';
import { faultAnswer, preventsOperation, send, sendFaulty } from './write-answer.ts';

/** A request that a sandbox has received. */
export interface SandboxRequest {
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The query as it stood on the wire, without the `?`. */
  readonly query: string;
  /** Names in lower case. `authorization` is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  readonly body: string;
  /** The operation's id in the document; `undefined` for a path that it does not have. */
  readonly operation: OperationId | undefined;
  /** The status that was answered; `undefined` while there is no answer, and when a fault left none. */
  readonly statusCode: number | undefined;
  /** The kind of fault that struck; `undefined` when none did. */
  readonly fault: string | undefined;
  /** Paths of the fields that the document does not know: the API drops them silently, and so does the sandbox. */
  readonly dropped: readonly string[];
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** @internal */
export interface ListenerContext {
  readonly api: Api;
  readonly faults: FaultInjector;
  readonly page: PageServer;
  readonly requests: SandboxRequest[];
  readonly tokens: ReadonlyMap<string, Token>;
  readonly clock: Clock;
  readonly maxBodySize: number;
}

/** @internal */
export function createListener(context: ListenerContext) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const { url = '/' } = incoming;
    const [path = ''] = url.split('?', 1);
    const search = url.slice(path.length);
    if (context.page.serve(path, incoming, response)) return;
    receive(incoming, context.maxBodySize).then(
      (body) => handle(context, incoming, response, { path, search, body }),
      // A caller that went away in the middle of its request wants no answer.
      () => response.destroy(),
    );
  };
}

interface Received {
  readonly path: string;
  readonly search: string;
  /** `undefined` when it was too large. */
  readonly body: string | undefined;
}

function handle(
  context: ListenerContext,
  incoming: IncomingMessage,
  response: ServerResponse,
  { path, search, body }: Received,
): void {
  const { api, faults, requests, clock } = context;
  const { method = '' } = incoming;
  const route = documentedRoute(method, path);
  const id = route?.operation.id;
  const request: Writable<SandboxRequest> = {
    method,
    path,
    query: search.slice(1),
    headers: headersOf(incoming),
    body: body ?? '',
    operation: id !== undefined && isDocumented(id) ? id : undefined,
    statusCode: undefined,
    fault: undefined,
    dropped: [],
  };
  const index = requests.push(request) - 1;
  response.setHeader('x-request-id', `sandbox-${index + 1}`);

  const answer = (): Answer => {
    const [, name = ''] = /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '') ?? [];
    const token = context.tokens.get(name);
    if (route === undefined) {
      const refusal =
        token === undefined
          ? new Refusal('bad_authtoken', 'The token is missing or unknown.')
          : new Refusal('not_found', `The document has no operation ${method} ${path}.`);
      return refusal.answer;
    }
    const headerKey = request.headers['idempotency-key'];
    const { operation, path: parameters = {} } = route;
    const outcome = api.answer({ operation, path: parameters, search, body, token, headerKey, index });
    request.dropped = outcome.dropped;
    if (outcome.fault !== undefined) request.fault = outcome.fault;
    return outcome;
  };

  const { delay, fault } = faults.ofRequest(request.operation);
  const respond = (): void => {
    if (fault === undefined) {
      const outcome = answer();
      request.statusCode = outcome.statusCode;
      send(response, outcome);
      return;
    }
    const applied = preventsOperation(fault) ? undefined : answer();
    const shown = faultAnswer(fault) ?? applied ?? { statusCode: 200, body: {} };
    sendFaulty(response, shown, fault, clock);
    request.fault = fault.fault;
    if (response.headersSent) request.statusCode = response.statusCode;
  };
  if (delay === 0) {
    respond();
    return;
  }
  request.fault = 'latency';
  const cancel = clock.after(delay, respond);
  response.once('close', cancel);
}

/** The body of a request, or `undefined` when it is larger than allowed. */
async function receive(incoming: IncomingMessage, maxSize: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxSize) chunks.push(chunk);
  }
  return size <= maxSize ? Buffer.concat(chunks).toString('utf8') : undefined;
}

/** The headers without the token: a sandbox may be called with a real one by mistake. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = name === 'authorization' ? '[masked]' : String(value);
  }
  return shown;
}
