/** What errors tell about a request, and what they never tell. */
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import {
  isPermanentHttpError,
  isPrefactorError,
  isTransientHttpError,
  PrefactorApiError,
  PrefactorClientError,
  PrefactorConnectionError,
  PrefactorHttpClient,
  PrefactorHttpError,
  PrefactorRetryExhaustedError,
  PrefactorTimeoutError,
} from '../../src/index.ts';
import { endOf } from '../support/client.ts';
import { hastyClock } from '../support/clock.ts';
import { failure, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';

const apiToken = 'token-that-nobody-may-see';

/** What one write fails with, whose every attempt is answered like this. */
async function failureOf(answer: Answer, maxRetries = 0): Promise<PrefactorHttpError> {
  await using server = await startServer(answer);
  const config = { apiUrl: server.url, apiToken, maxRetries, requestTimeout: 50_000 };
  await using client = new PrefactorHttpClient(config, hastyClock(30_000));
  const call = client.agentSpans.finish('span-1', {}, { idempotencyKey: 'the-key' });
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PrefactorHttpError) return error;
  throw new Error('the call did not fail as it should', { cause: error });
}

const answers: Record<string, Answer> = {
  unauthorized: (response) => json(response, 401, failure('bad_authtoken')),
  forbidden: (response) => json(response, 403, failure('forbidden')),
  notFound: (response) => json(response, 404, failure('not_found')),
  conflict: (response) => json(response, 409, failure('invalid_action')),
  invalid: (response) => json(response, 422, failure('validation_errors')),
  tooMany: (response) => json(response, 429, failure('rate_limited')),
  broken: (response) => json(response, 500, failure('unexpected')),
  unavailable: (response) => void response.writeHead(503).end('<html>'),
  reset: (response) => void response.destroy(),
  noJson: (response) => void response.end('hello'),
};
const answerOf = (name: string): Answer => answers[name] ?? (() => {});

describe('every error of a request', () => {
  it.each(Object.keys(answers))('says which request it was: %s', async (name) => {
    expect(await failureOf(answerOf(name))).toMatchObject({
      operation: 'finishAgentSpan',
      method: 'POST',
      path: '/api/v1/agent_spans/span-1/finish',
      attempts: 1,
      idempotencyKey: 'the-key',
    });
  });

  it('says so after retries too, and so does the error behind it', async () => {
    const error = await failureOf(answerOf('broken'), 2);
    const described = {
      operation: 'finishAgentSpan',
      method: 'POST',
      path: '/api/v1/agent_spans/span-1/finish',
      attempts: 3,
      idempotencyKey: 'the-key',
    };
    expect(error).toMatchObject({ name: 'PrefactorRetryExhaustedError', ...described, lastError: described });
  });

  it('leaves the query out of the path', async () => {
    await using server = await startServer(answerOf('notFound'));
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken });
    await expect(client.agentSpans.list({ agent_id: 'agent-1' })).rejects.toMatchObject({
      operation: 'listAgentSpans',
      method: 'GET',
      path: '/api/v1/agent_spans',
    });
  });

  it('is a connection error when nobody listens, and says that nothing was sent', async () => {
    const server = await startServer(() => {});
    await server[Symbol.asyncDispose]();
    await using client = new PrefactorHttpClient({ apiUrl: server.url, apiToken, maxRetries: 0 });
    const error: unknown = await client.agentSpans.finish('span-1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ code: 'ECONNREFUSED', requestSent: false, attempts: 1 });
    expect(error).toMatchObject({ cause: expect.any(Error) });
  });

  it('is a connection error when the answer is cut off, and says that the request was sent', async () => {
    const error = await failureOf((response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"status":', () => response.destroy());
    });
    expect(error).toBeInstanceOf(PrefactorConnectionError);
    expect(error).toMatchObject({ name: 'PrefactorConnectionError', requestSent: true });
  });
});

describe('an error as JSON', () => {
  it.each(Object.keys(answers))('has name, message and fields, and its cause in brief: %s', async (name) => {
    for (const error of [await failureOf(answerOf(name)), await failureOf(answerOf(name), 1)]) {
      const parsed = JSON.parse(JSON.stringify({ error })).error;
      expect(parsed).toMatchObject({
        name: error.name,
        message: error.message,
        operation: 'finishAgentSpan',
      });
      if (error.cause !== undefined) expect(Object.keys(parsed.cause).sort()).toEqual(['message', 'name']);
      expect(JSON.stringify(parsed)).not.toContain(apiToken);
    }
  });

  const personal = 'Jane Doe';
  it.each<[what: string, answer: Answer]>([
    ['a refusal', (response) => json(response, 404, { ...failure('not_found'), seen: personal })],
    ['a page', (response) => void response.writeHead(502).end(`<p>${personal}</p>`)],
    ['no JSON', (response) => void response.end(`{"status":"success","details":"${personal}"`)],
    ['no JSON at all', (response) => void response.end(`${personal} is here`)],
    [
      'another answer',
      (response) => json(response, 200, success({ ...span, id: undefined, name: personal })),
    ],
    [
      'a wrong value',
      (response) => json(response, 200, success({ ...span, payload: personal, id: undefined })),
    ],
  ])('has no body of the answer, nor of the request, nor headers: %s', async (_, answer) => {
    for (const maxRetries of [0, 1]) {
      await using server = await startServer(answer);
      await using client = new PrefactorHttpClient(
        { apiUrl: server.url, apiToken, maxRetries },
        hastyClock(30_000),
      );
      const options = { headers: { 'x-mine': 'my-header' } };
      const error = await endOf(
        client.agentSpans.finish('span-1', { result_payload: { name: personal } }, options),
      );
      expect(error).toBeInstanceOf(PrefactorHttpError);
      const text = JSON.stringify(error);
      for (const secret of [personal, 'my-header', apiToken]) expect(text).not.toContain(secret);
      expect(inspect((error as PrefactorHttpError).toJSON(), { depth: null })).not.toContain(personal);
    }
  });

  it('has what the API says of the fields, with its own words', async () => {
    const errors = { schema_name: `${personal} is no schema` };
    const error = await failureOf((response) =>
      json(response, 422, failure('validation_errors', { errors })),
    );
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ errors, detail: 'This is validation_errors.' });
  });

  it('may have a cause that refers to itself', () => {
    const cause: Error & { self?: unknown } = new Error('around and around');
    cause.self = cause;
    const error = new PrefactorConnectionError('no answer', { requestSent: true, cause });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'PrefactorConnectionError',
      cause: { name: 'Error', message: 'around and around' },
    });
  });
});

describe('what the API objects to', () => {
  it.each([
    ['by field', { schema_name: 'is unknown' }, { schema_name: 'is unknown' }],
    ['in a list', ['schema_name is unknown'], { '': ['schema_name is unknown'] }],
    ['in a text', 'schema_name is unknown', { '': 'schema_name is unknown' }],
    ['not at all', null, {}],
  ])('is an object, where it comes %s', async (_, errors, expected) => {
    const error = await failureOf((response) =>
      json(response, 422, failure('validation_errors', { errors })),
    );
    expect(error).toMatchObject({ name: 'PrefactorValidationError', errors: expected });
  });
});

describe('a name', () => {
  it('is a literal that minifying the classes does not change', async () => {
    const { constructor: type } = await failureOf(answerOf('notFound'));
    try {
      Object.defineProperty(type, 'name', { value: 'x', configurable: true });
      const error = await failureOf(answerOf('notFound'));
      expect(error.name).toBe('PrefactorNotFoundError');
      expect(String(error)).toMatch(/^PrefactorNotFoundError: /);
    } finally {
      Object.defineProperty(type, 'name', { value: 'PrefactorNotFoundError', configurable: true });
    }
  });

  it.each([
    ['reset', 'PrefactorConnectionError'],
    ['noJson', 'PrefactorResponseContractError'],
    ['tooMany', 'PrefactorRateLimitError'],
    ['conflict', 'PrefactorConflictError'],
  ])('stands for what happened: %s is a %s', async (what, name) => {
    expect((await failureOf(answerOf(what))).name).toBe(name);
  });
});

describe('isPrefactorError', () => {
  it('knows every error of this package, also of another copy of it', async () => {
    const error = await failureOf(answerOf('notFound'));
    vi.resetModules();
    const copy = await import('../../src/index.ts');
    expect(copy.PrefactorHttpError).not.toBe(PrefactorHttpError);
    expect(error).toBeInstanceOf(copy.PrefactorHttpError);
    expect(copy.isPrefactorError(error)).toBe(true);
    expect(isPrefactorError(new copy.PrefactorClientError('x', { code: 'y' }))).toBe(true);
    expect(copy.isPermanentHttpError(error)).toBe(true);
  });

  it.each([
    new Error('PrefactorHttpError'),
    new DOMException('x', 'AbortError'),
    { name: 'PrefactorHttpError' },
    null,
    undefined,
    'x',
  ])('does not know %o', (value) => {
    expect(isPrefactorError(value)).toBe(false);
  });
});

describe('isTransientHttpError and isPermanentHttpError', () => {
  it.each([
    ['tooMany', true, false],
    ['broken', true, false],
    ['unavailable', true, false],
    ['reset', true, false],
    ['unauthorized', false, true],
    ['forbidden', false, true],
    ['notFound', false, true],
    ['conflict', false, true],
    ['invalid', false, true],
  ])('%s: transient %s, permanent %s', async (name, transient, permanent) => {
    const error = await failureOf(answerOf(name));
    expect([isTransientHttpError(error), isPermanentHttpError(error)]).toEqual([transient, permanent]);
  });

  it('look through an error after retries to the last one', async () => {
    const error = await failureOf(answerOf('broken'), 1);
    expect(error).toBeInstanceOf(PrefactorRetryExhaustedError);
    expect([isTransientHttpError(error), isPermanentHttpError(error)]).toEqual([true, false]);
    const details = { code: 'not_found', statusCode: 404, requestId: null, body: null };
    const wrapped = new PrefactorRetryExhaustedError(new PrefactorApiError('No.', details), 2);
    expect([isTransientHttpError(wrapped), isPermanentHttpError(wrapped)]).toEqual([false, true]);
  });

  it('count a timeout as transient', () => {
    const error = new PrefactorTimeoutError('too slow', { phase: 'headers', requestSent: true });
    expect([isTransientHttpError(error), isPermanentHttpError(error)]).toEqual([true, false]);
  });

  it.each([
    [429, true],
    [428, false],
    [499, false],
    [500, true],
    [599, true],
  ])('go by the status %i where nobody knows the code', (statusCode, transient) => {
    const error = new PrefactorApiError('odd', { code: 'nobody_knows', statusCode });
    expect([isTransientHttpError(error), isPermanentHttpError(error)]).toEqual([transient, !transient]);
  });

  it.each([
    ['ECONNRESET', true],
    [undefined, true],
    ['X_CERT_SERVICE', true],
    ['refused_by_proxy', false],
    ['CERT_HAS_EXPIRED', false],
    ['CRL_HAS_EXPIRED', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['EPROTO', false],
    ['ERROR_IN_CERT_NOT_AFTER_FIELD', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false],
    ['HOSTNAME_MISMATCH', false],
    ['INVALID_CA', false],
    ['INVALID_PURPOSE', false],
    ['PATH_LENGTH_EXCEEDED', false],
    ['SELF_SIGNED_CERT_IN_CHAIN', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
  ])('count a connection that broke with %s as transient: %s', (code, transient) => {
    const error = new PrefactorConnectionError('no answer', { code, requestSent: false });
    expect([isTransientHttpError(error), isPermanentHttpError(error)]).toEqual([transient, !transient]);
  });

  it('never count a refused argument as transient', () => {
    expect(isTransientHttpError(new PrefactorClientError('x', { code: 'invalid_argument' }))).toBe(false);
  });

  it.each([new Error('x'), new DOMException('x', 'AbortError'), null, undefined, { statusCode: 503 }])(
    'leave %o alone',
    (value) => {
      expect([isTransientHttpError(value), isPermanentHttpError(value)]).toEqual([false, false]);
    },
  );
});

describe('a token that the server repeats', () => {
  const echo = `you sent ${apiToken}!`;
  const errors = { deep: [{ [apiToken]: echo }] };
  it.each<[where: string, answer: Answer]>([
    [
      'the message',
      (response) => json(response, 401, { status: 'error', code: 'bad_authtoken', message: echo }),
    ],
    ['the code', (response) => json(response, 401, { status: 'error', code: apiToken, message: 'No.' })],
    ['the complaints', (response) => json(response, 422, failure('validation_errors', { errors }))],
    ['a page', (response) => void response.writeHead(502).end(`<pre>Bearer ${apiToken}</pre>`)],
    [
      'a page, across the snippet',
      (response) => void response.writeHead(502).end('x'.repeat(190) + apiToken),
    ],
    ['a success that is none', (response) => void response.end(echo)],
    ['a success with a wrong type', (response) => json(response, 200, success({ ...span, id: [echo] }))],
    ['the request id', (response) => json(response, 404, failure('not_found'), { 'x-request-id': apiToken })],
  ])('in %s is not shown', async (_, answer) => {
    for (const maxRetries of [0, 1]) {
      const error = await failureOf(answer, maxRetries);
      const shown = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error) + String(error);
      expect(shown).not.toContain(apiToken.slice(0, 10));
    }
  });
});
