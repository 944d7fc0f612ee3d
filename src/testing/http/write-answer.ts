/** Writes an answer to the connection, whole or as a fault wants it. */
import type { ServerResponse } from 'node:http';
import { errorCodes } from '../../generated/error-codes.ts';
import type { Clock } from '../../wrapper/clock.ts';
import type { Answer } from '../api/refusal.ts';
import type { AnswerFault } from '../faults.ts';

/** Whether a fault leaves the operation undone. */
export function preventsOperation(fault: AnswerFault | undefined): boolean {
  return fault !== undefined && 'applied' in fault
    ? !fault.applied
    : ['status', 'html', 'reset', 'hang'].includes(fault?.fault ?? '');
}

/** What takes the place of the answer, where the fault is an answer itself. */
export function faultAnswer(fault: AnswerFault): Answer | undefined {
  if (fault.fault !== 'status') return undefined;
  const { status, code = usualCode(status), retryAfter, retryAfterMs, bodyRetryAfterMs } = fault;
  return {
    statusCode: status,
    body: {
      status: 'error',
      code,
      message: 'A fault of the sandbox.',
      ...(bodyRetryAfterMs !== undefined && { retry_after_ms: bodyRetryAfterMs }),
    },
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(retryAfterMs !== undefined && { 'retry-after-ms': String(retryAfterMs) }),
    },
  };
}

/** A code of the document that mostly comes with this status, or one of the same kind. */
function usualCode(status: number): string {
  const [code] = Object.entries(errorCodes).find(([, facts]) => facts.status === status) ?? [];
  return code ?? (status >= 500 ? 'unexpected' : 'bad_request');
}

/** Sends an answer. */
export function send(response: ServerResponse, { statusCode, body, headers }: Answer): void {
  const text = JSON.stringify(body);
  writeHead(response, statusCode, text, headers).end(text);
}

const badGatewayPage = '<!doctype html>\n<title>Bad gateway</title>\n<h1>Bad gateway</h1>\n';

/** Sends what a fault makes of an answer. */
export function sendFaulty(response: ServerResponse, answer: Answer, fault: AnswerFault, clock: Clock): void {
  const text = JSON.stringify(answer.body);
  const half = text.slice(0, Math.ceil(text.length / 2));
  switch (fault.fault) {
    case 'status':
      send(response, answer);
      return;
    case 'html':
      response.writeHead(fault.status ?? 502, { 'content-type': 'text/html' }).end(badGatewayPage);
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'truncate':
      writeHead(response, answer.statusCode, text).write(half, () => response.destroy());
      return;
    case 'stall':
      writeHead(response, answer.statusCode, text).write(half);
      return;
    case 'drip':
      drip(writeHead(response, answer.statusCode, text), Buffer.from(text), fault.interval ?? 10, clock);
  }
}

function writeHead(
  response: ServerResponse,
  statusCode: number,
  text: string,
  headers: Answer['headers'] = {},
): ServerResponse {
  const length = String(Buffer.byteLength(text));
  return response.writeHead(statusCode, {
    'content-type': 'application/json',
    'content-length': length,
    ...headers,
  });
}

/** One byte after another, until all are sent or the connection closes. */
function drip(response: ServerResponse, bytes: Buffer, interval: number, clock: Clock): void {
  let sent = 0;
  let cancel = (): void => {};
  const next = (): void => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent < bytes.length) cancel = clock.after(interval, next);
    else response.end();
  };
  response.once('close', () => cancel());
  next();
}
