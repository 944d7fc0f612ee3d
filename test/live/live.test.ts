/** What `npm run test:live` prints, tried on servers of this machine: the real API is never asked here. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { startPrism } from '../../scripts/prism.ts';
import { failure, instance, span, success } from '../support/fixtures.ts';
import { type Answer, json, startServer } from '../support/server.ts';

/** Runs the script with the two variables it wants, and no others of its own. */
async function live(url: string, token: string) {
  const script = join(projectRoot, 'scripts/live.ts');
  const node = spawn(process.execPath, ['--conditions=prefactor-source', script], {
    env: {
      ...process.env,
      PREFACTOR_API_URL: url,
      PREFACTOR_API_TOKEN: token,
      PREFACTOR_AGENT_ID: '',
      PREFACTOR_ENVIRONMENT_ID: '',
    },
    timeout: 20_000,
  });
  const exit = new Promise<number | null>((resolve) => node.once('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(node.stdout), text(node.stderr), exit]);
  return { exitCode, stderr, lines: stdout.trimEnd().split('\n') };
}

/** A server on which a run lives, as far as the test lets it. */
const alive =
  (unless: (call: string) => { status: number; code: string } | undefined): Answer =>
  (response, { method, url }) => {
    const { status, code } = unless(`${method} ${url}`) ?? { status: 200, code: '' };
    if (status !== 200) json(response, status, failure(code));
    else if (url.endsWith('/ping')) json(response, 200, { status: 'success' });
    else json(response, 200, success(url.includes('/agent_spans') ? span : instance));
  };

test.each([
  ['both', '', '', 'not set: PREFACTOR_API_URL, PREFACTOR_API_TOKEN.'],
  ['one', 'https://api.invalid', '', 'not set: PREFACTOR_API_TOKEN.'],
  ['the other', '', 'a-token', 'not set: PREFACTOR_API_URL.'],
])('without %s of its variables it is skipped, and says which it wants', async (_, url, token, missing) => {
  expect(await live(url, token)).toEqual({
    exitCode: 0,
    stderr: '',
    lines: [`Skipped: the live test needs PREFACTOR_API_URL and PREFACTOR_API_TOKEN; ${missing}`],
  });
});

test('with them it goes through a run and all that reads it, one line for each call', async () => {
  await using prism = await startPrism();
  const { exitCode, stderr, lines } = await live(prism.url, 'example-token');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(lines.slice(0, -2).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual(
    [
      'validateToken',
      'agentInstances.register',
      'agentInstances.start',
      'agentSpans.create (parent)',
      'agentSpans.create (child)',
      'agentSpans.finish (child)',
      'agentSpans.finish (parent)',
      'agentInstances.finish',
      'agentInstances.get',
      'agentInstances.show',
      'agentInstances.list',
      'agentInstances.agentContext',
      'agentSpans.list',
      'agentSpans.get',
    ].map((name) => ['ok', name]),
  );
  expect(lines.at(-1)).toBe('14 calls, none failed.');
});

test('what the token may not read is reported, and no failure', async () => {
  const refusing = (call: string) =>
    call.startsWith('GET') && !call.endsWith('/ping') ? { status: 401, code: 'bad_authtoken' } : undefined;
  await using server = await startServer(alive(refusing));
  const { exitCode, lines } = await live(server.url, 'a-token');
  expect(exitCode).toBe(0);
  const refused = lines.filter((line) => line.includes('not allowed for this token (401 bad_authtoken)'));
  expect(refused).toHaveLength(6);
  expect(lines.at(-1)).toBe('14 calls, none failed.');
});

test('a token that is not good is a failure, and nothing else is asked', async () => {
  await using server = await startServer(alive(() => ({ status: 401, code: 'bad_authtoken' })));
  const { exitCode, lines } = await live(server.url, 'token-that-nobody-may-see');
  expect(exitCode).toBe(1);
  expect(lines[0]).toMatch(/^FAILED +validateToken .*PrefactorAuthError/);
  expect(lines.join('\n')).not.toContain('nobody-may-see');
  expect(server.requests).toHaveLength(1);
});

test('a call that fails is a failure, and the run is finished all the same, as failed', async () => {
  const refusing = (call: string) =>
    call === 'POST /api/v1/agent_spans' ? { status: 422, code: 'validation_errors' } : undefined;
  await using server = await startServer(alive(refusing));
  const { exitCode, lines } = await live(server.url, 'a-token');
  expect(exitCode).toBe(1);
  expect(lines[3]).toMatch(/^FAILED +agentSpans.create \(parent\) .*PrefactorValidationError/);
  const finish = server.requests.find(({ url }) => url.endsWith('/instance-1/finish'));
  expect(JSON.parse(finish?.body ?? '{}')).toMatchObject({ status: 'failed' });
});
