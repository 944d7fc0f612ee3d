/** Receives requests, applies faults, and hands the rest to the API or to the page. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { documentedRoute, isDocumented } from '../../wrapper/call/operations.ts';
import type { Clock } from '../../wrapper/clock.ts';
import type { Api } from '../api/api.ts';
import { type Answer, bodyTooLarge, internalError, Refusal } from '../api/refusal.ts';
import type { Token } from '../api/tokens.ts';
import type { FaultInjector } from '../fault-injector.ts';
import { foreignRefusal, type Target, targetOf } from './foreign-requests.ts';
import type { PageServer } from './page-server.ts';
import type { RequestLog } from './request-log.ts';
import { faultAnswer, preventsOperation, send, sendFaulty } from './write-answer.ts';

/** @internal */
export interface ListenerContext {
  readonly api: Api;
  readonly faults: FaultInjector;
  readonly page: PageServer;
  readonly requests: RequestLog;
  readonly tokens: ReadonlyMap<string, Token>;
  readonly clock: Clock;
  readonly maxBodySize: number;
}

/** @internal */
export class Listener {
  readonly #context: ListenerContext;
  /** Ends the requests that a fault still delays. */
  readonly #delayed = new Set<() => void>();

  constructor(context: ListenerContext) {
    this.#context = context;
  }

  readonly handle = (incoming: IncomingMessage, response: ServerResponse): void => {
    const target = targetOf(incoming);
    const refusal = foreignRefusal(incoming, target);
    if (refusal !== undefined) {
      send(response, refusal.answer);
      return;
    }
    guard(response, () => {
      if (this.#context.page.serve(target.path, incoming, response)) return;
      receive(incoming, this.#context.maxBodySize).then(
        (body) => guard(response, () => this.#answer(incoming, response, target, body)),
        // A caller that went away in the middle of its request wants no answer.
        () => response.destroy(),
      );
    });
  };

  /** Cuts off whoever is still waiting for the beginning of an answer that a fault delays: nothing will be done. */
  endDelayed(): void {
    for (const end of this.#delayed) end();
  }

  #answer(incoming: IncomingMessage, response: ServerResponse, target: Target, body: Body): void {
    const { api, faults, requests, clock } = this.#context;
    const { method = '' } = incoming;
    const { path, search } = target;
    const route = documentedRoute(method, path);
    const id = route?.operation.id;
    const request = requests.add({
      method,
      path,
      query: search.slice(1),
      headers: headersOf(incoming),
      body: body.text,
      operation: id !== undefined && isDocumented(id) ? id : undefined,
      statusCode: undefined,
      fault: undefined,
      dropped: [],
    });
    response.setHeader('x-request-id', `sandbox-${request.index + 1}`);

    const answer = (): Answer => {
      const [, name = ''] = /^Bearer (.+)$/i.exec(incoming.headers.authorization ?? '') ?? [];
      const token = this.#context.tokens.get(name);
      const outcome =
        route === undefined
          ? { ...unknownPath(token, `${method} ${path}`).answer, dropped: [], fault: undefined }
          : api.answer({
              operation: route.operation,
              path: route.path ?? {},
              search,
              body: body.refusal ?? body.text,
              token,
              headerKey: request.headers['idempotency-key'],
              index: request.index,
            });
      if (outcome.fault !== undefined) request.fault = outcome.fault;
      requests.settle(request, outcome.dropped, outcome.statusCode !== 200);
      return outcome;
    };

    const { delay, fault } = faults.ofRequest(request, route?.path);
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
    this.#delay(response, delay, respond);
  }

  #delay(response: ServerResponse, delay: number, respond: () => void): void {
    const end = (): void => void response.destroy();
    const cancel = this.#context.clock.after(delay, () => {
      this.#delayed.delete(end);
      guard(response, respond);
    });
    this.#delayed.add(end);
    response.once('close', () => {
      this.#delayed.delete(end);
      cancel();
    });
  }
}

/** Does something for a request. Whatever is thrown is a bug of the sandbox, which its caller learns of. */
function guard(response: ServerResponse, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, internalError(error));
  }
}

function unknownPath(token: Token | undefined, what: string): Refusal {
  return token === undefined
    ? new Refusal('bad_authtoken', 'The token is missing or unknown.')
    : new Refusal('not_found', `The document has no operation ${what}.`);
}

interface Body {
  readonly text: string;
  /** Why it cannot be read. */
  readonly refusal?: Refusal;
}

/** The body of a request; of one that is too large, nothing. */
async function receive(incoming: IncomingMessage, maxSize: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxSize) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxSize) return { text: '', refusal: bodyTooLarge() };
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  return isUtf8(bytes) ? { text } : { text, refusal: new Refusal('bad_request', 'The body is not UTF-8.') };
}

/** The headers without the token: a sandbox may be called with a real one by mistake. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = name === 'authorization' ? '[masked]' : String(value);
  }
  return shown;
}
