/** The API's error codes: each means the same whatever HTTP status it comes with, for a whole request and for an item. */
import { describe, expect, it } from 'vitest';
import { errorCodes, type KnownErrorCode } from '../../src/generated/error-codes.ts';
import {
  isPermanentHttpError,
  isTransientHttpError,
  type PrefactorApiError,
  PrefactorAuthError,
  PrefactorConflictError,
  PrefactorHttpClient,
  PrefactorNotFoundError,
  PrefactorRateLimitError,
  PrefactorResponseContractError,
  PrefactorServerError,
  PrefactorValidationError,
} from '../../src/index.ts';
import { all, errorOf, finishOf, setUp, successOf } from '../bulk/support.ts';
import { connect, outcomeOf, withoutWaits } from '../support/client.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';

const classes: Record<KnownErrorCode, [type: typeof PrefactorApiError, passes: boolean]> = {
  bad_request: [PrefactorValidationError, false],
  unexpected_ref_type: [PrefactorValidationError, false],
  invalid_value: [PrefactorValidationError, false],
  required_value: [PrefactorValidationError, false],
  validation_errors: [PrefactorValidationError, false],
  bad_authtoken: [PrefactorAuthError, false],
  not_authenticated: [PrefactorAuthError, false],
  not_permitted: [PrefactorAuthError, false],
  not_found: [PrefactorNotFoundError, false],
  alert_unknown: [PrefactorNotFoundError, false],
  invalid_action: [PrefactorConflictError, false],
  alert_already_cleared: [PrefactorConflictError, false],
  idempotency_key_already_used: [PrefactorConflictError, false],
  rate_limited: [PrefactorRateLimitError, true],
  unexpected: [PrefactorServerError, true],
  unknown: [PrefactorServerError, true],
  not_implemented: [PrefactorServerError, false],
  temporarily_unavailable: [PrefactorServerError, true],
};
const codes = Object.entries(classes).map(([code, facts]) => [code as KnownErrorCode, ...facts] as const);

/** Answers one request after another, the last of these answers for ever. */
const inTurn =
  (...answers: Answer[]): Answer =>
  (response, request, index) =>
    answers[Math.min(index, answers.length - 1)]?.(response, request, index);

const saying =
  (status: number, code: string, more: object = {}): Answer =>
  (response) =>
    json(response, status, failure(code, more));
const succeeding: Answer = (response) => json(response, 200, success(span));
const lost: Answer = (response) => void response.destroy();

async function finish(answer: Answer, config = {}, options = {}) {
  await using server = await startServer(answer);
  await using client = connect(server.url, config, withoutWaits());
  const outcome = await outcomeOf(client.agentSpans.finish('span-1', {}, options));
  return { ...outcome, requests: server.requests };
}

describe('the code of a whole request', () => {
  it('is one of those that the document lists', () => {
    expect(Object.keys(classes).sort()).toEqual(Object.keys(errorCodes).sort());
  });

  describe.each(codes)('%s', (code, type, passes) => {
    it.each([errorCodes[code].status, 400, 409, 418, 500, 503])('means the same under %i', async (status) => {
      const { error } = await finish(saying(status, code), { maxRetries: 0 });
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ code, statusCode: status });
      expect(isTransientHttpError(error)).toBe(passes);
      expect(isPermanentHttpError(error)).toBe(!passes);
    });

    it(`is ${passes ? 'retried' : 'never retried, under 503 neither'}`, async () => {
      const { value, error, requests } = await finish(
        inTurn(saying(passes ? 418 : 503, code, { retry_after_ms: 1 }), succeeding),
      );
      expect(requests).toHaveLength(passes ? 2 : 1);
      if (passes) expect(value).toMatchObject({ id: span.id });
      else expect(error).toMatchObject({ code, attempts: 1 });
    });
  });

  it('that the document does not know leaves the class to the status', async () => {
    const { error } = await finish(saying(404, 'nobody_knows'));
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
  });

  it('is retried where the caller lists its status', async () => {
    const { requests } = await finish(
      inTurn(saying(404, 'not_found'), succeeding),
      {},
      { retryOnStatusCodes: [404] },
    );
    expect(requests).toHaveLength(2);
  });

  it('is read from a body without a status', async () => {
    const { error } = await finish((response) => json(response, 404, { code: 'not_found', message: 'No.' }));
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(error).toMatchObject({ code: 'not_found', detail: 'No.', body: { code: 'not_found' } });
  });

  it('counts under 200 too', async () => {
    const { error } = await finish(saying(200, 'not_found'));
    expect(error).toBeInstanceOf(PrefactorNotFoundError);
    expect(error).toMatchObject({ code: 'not_found', statusCode: 200, attempts: 1 });
    const { requests } = await finish(inTurn(saying(200, 'temporarily_unavailable'), succeeding));
    expect(requests).toHaveLength(2);
  });

  it('stands beside the text of the API alone', async () => {
    const { error } = await finish(saying(422, 'invalid_value'));
    expect(error).toMatchObject({
      message: 'finishAgentSpan span-1: This is invalid_value. (invalid_value, HTTP 422)',
      detail: 'This is invalid_value.',
    });
    const { error: proxys } = await finish((response) => json(response, 404, ['a page']));
    expect(proxys).toMatchObject({ code: 'http_404', detail: undefined });
  });
});

describe('the code of an item', () => {
  describe.each(codes)('%s', (code, type, passes) => {
    it(`is ${passes ? 'retried' : 'an outcome at once'}`, async () => {
      await using test = await setUp({
        item: (item, times) => (times === 0 ? failure(code) : successOf(item)),
        config: { maxRetries: 1 },
      });
      const [outcome] = await all(test.bulk.executeAll([finishOf(0)]));
      expect(test.requests).toHaveLength(passes ? 2 : 1);
      if (passes) return expect(outcome).toMatchObject({ status: 'success' });
      expect(errorOf(outcome)).toBeInstanceOf(type);
      expect(errorOf(outcome)).toMatchObject({ code, statusCode: 200, detail: `This is ${code}.` });
    });

    it('is the same in bulk.execute', async () => {
      await using test = await setUp({ item: () => failure(code) });
      const { results } = await test.bulk.execute([finishOf(0)]);
      expect(results[0].status === 'error' && results[0].error).toBeInstanceOf(type);
    });
  });
});

describe('a key that was used before', () => {
  const used = saying(422, 'idempotency_key_already_used');

  it.each<[what: string, first: Answer]>([
    ['had no answer', lost],
    ['was answered 502, perhaps by a proxy', (response) => void response.writeHead(502).end('Bad gateway')],
  ])('means that the call was carried out, after an attempt of it that %s', async (_, first) => {
    const { error } = await finish(inTurn(first, used));
    expect(error).toBeInstanceOf(PrefactorConflictError);
    expect(error).toMatchObject({ possiblyApplied: true, statusCode: 422, attempts: 2 });
    expect((error as Error).message).toContain('an earlier attempt with this key, which had no answer');
  });

  it.each<[what: string, answer: Answer]>([
    ['without an earlier attempt', used],
    ['after one that was turned away', inTurn(saying(429, 'rate_limited'), used)],
  ])("is the caller's mistake %s, and says so", async (_, answer) => {
    const { error } = await finish(answer, {}, { idempotencyKey: 'the-key' });
    expect(error).toMatchObject({ possiblyApplied: false, idempotencyKey: 'the-key' });
    expect((error as Error).message).toContain(
      'an earlier call with this key was carried out, or another write used it; give each write a key of its own',
    );
  });

  const create = {
    _type: 'agent_spans/create',
    details: { agent_instance_id: instance.id, schema_name: 'agent:llm', status: 'active', payload: {} },
  } as const;

  it.each([create, finishOf(1)])(
    'makes an item a success, after an attempt without an answer',
    async (item) => {
      await using test = await setUp({
        item: (sent, times) => (times === 0 ? successOf(sent) : failure('idempotency_key_already_used')),
        request: (_items, index) => (index === 0 ? 'lost' : undefined),
      });
      expect(await all(test.bulk.executeAll([item]))).toMatchObject([
        { status: 'success', alreadyApplied: true },
      ]);
      const [result] = (await test.bulk.execute([item])).results;
      expect(result.status).toBe('success');
    },
  );

  it("of an item is the caller's mistake without one", async () => {
    await using test = await setUp({ item: () => failure('idempotency_key_already_used') });
    const [outcome] = await all(test.bulk.executeAll([create]));
    expect(errorOf(outcome)).toBeInstanceOf(PrefactorConflictError);
    expect(errorOf(outcome)).toMatchObject({ possiblyApplied: false });
    expect(errorOf(outcome)?.message).toContain('give each write a key of its own');
    expect(test.requests).toHaveLength(1);
  });

  it('is told by bulk.execute, which sends what it was given and no more', async () => {
    await using test = await setUp({
      item: (sent, times) => (times === 0 ? successOf(sent) : failure('idempotency_key_already_used')),
      request: (_items, index) => (index === 0 ? 'lost' : undefined),
    });
    const [result] = (await test.bulk.execute([create])).results;
    expect(result).toMatchObject({ status: 'error', error: { possiblyApplied: true } });
  });
});

describe('an item that came too soon', () => {
  it('waits as long as its own answer asks', async () => {
    await using test = await setUp({
      item: (item, times) =>
        times === 0 ? failure('rate_limited', { retry_after_ms: 5_000 }) : successOf(item),
    });
    expect(await all(test.bulk.executeAll([finishOf(0)]))).toMatchObject([{ status: 'success' }]);
    expect(Math.min(...test.clock.waits.filter((wait) => wait > 0))).toBeGreaterThanOrEqual(5_000);
  });

  it('is an outcome at once where that is longer than maxRetryDelay, and says how long it is', async () => {
    await using test = await setUp({ item: () => failure('rate_limited', { retry_after_ms: 60_001 }) });
    const [outcome] = await all(test.bulk.executeAll([finishOf(0)]));
    expect(errorOf(outcome)).toMatchObject({ name: 'PrefactorRateLimitError', retryAfter: 60_001 });
    expect(test.requests).toHaveLength(1);
  });

  it('was certainly not carried out', async () => {
    await using test = await setUp({
      item: (_item, times) => failure(times === 0 ? 'rate_limited' : 'invalid_action'),
    });
    const [outcome] = await all(test.bulk.executeAll([finishOf(0)]));
    expect(errorOf(outcome)).toMatchObject({ code: 'invalid_action', possiblyApplied: false });
  });
});

describe('an error', () => {
  it('is made by a test in one line', () => {
    const one = new PrefactorNotFoundError('no', { code: 'not_found', statusCode: 404 });
    expect(one).toMatchObject({ code: 'not_found', statusCode: 404, requestId: null });
    expect(new PrefactorValidationError('no', { code: 'invalid_value', statusCode: 422 }).errors).toEqual({});
    const conflict = new PrefactorConflictError('no', { code: 'invalid_action', statusCode: 409 });
    expect(conflict.possiblyApplied).toBe(false);
    expect(new PrefactorResponseContractError('no', { statusCode: 200 })).toMatchObject({
      code: 'response_contract',
      bodySnippet: '',
      applied: false,
    });
  });

  it('has a code, whatever it is', async () => {
    await using client = new PrefactorHttpClient({
      apiUrl: 'http://127.0.0.1:9',
      apiToken: 'x',
      maxRetries: 0,
    });
    const { error } = await outcomeOf(client.validateToken());
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
