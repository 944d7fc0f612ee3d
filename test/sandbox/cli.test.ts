/** The command `prefactor-sandbox`: what it prints, what it refuses, how it ends. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/generate/document.ts';
import { PrefactorHttpClient } from '../../src/index.ts';

const program = join(projectRoot, 'src/testing/cli.ts');

/** One that is still there then does not end. Real time, because it is a process: nothing else tells. */
const longestLife = 15_000;

/** Starts the command. Leaving the block ends it, however it stands. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=prefactor-source', program, ...args], {
    timeout: longestLife,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  const ready = Promise.withResolvers<string>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (stdout.endsWith('Press Ctrl-C to stop it.\n')) ready.resolve(stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const end = new Promise<{ exit: unknown; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (exitCode, signal) => {
      resolve({ exit: signal ?? exitCode, stdout, stderr });
      ready.reject(new Error(`It ended instead: ${stderr}`));
    });
  });
  // Those that are to be refused are never ready.
  ready.promise.catch(() => {});
  return {
    child,
    /** What it printed in all, and its exit code or the signal that killed it. */
    end,
    /** What it has printed when it is ready. */
    ready: ready.promise,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** A file with this content, until the end of the block. */
async function temporaryFile(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'prefactor-sandbox-'));
  const path = join(folder, 'faults.json');
  await writeFile(path, content);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** The variables of the lines to paste. */
function exported(printed: string): { apiUrl: string; apiToken: string } {
  const variable = (name: string): string =>
    new RegExp(`^ *export ${name}=(\\S+)$`, 'm').exec(printed)?.[1] ?? '';
  return { apiUrl: variable('PREFACTOR_API_URL'), apiToken: variable('PREFACTOR_API_TOKEN') };
}

/** What it says and does when it refuses to start. */
async function refusal(...args: string[]) {
  await using command = start(...args);
  return await command.end;
}

test('says where it listens, and what to paste so that an agent records there', async () => {
  await using command = start('--port', '0');
  const printed = await command.ready;
  const { apiUrl, apiToken } = exported(printed);
  expect(printed).toContain(`The sandbox listens on ${apiUrl}\n`);
  await using agent = new PrefactorHttpClient({ apiUrl, apiToken, maxRetries: 0 });
  const { id, agent_id } = await agent.agentInstances.register({});

  const accountToken = /account token: (\S+)/.exec(printed)?.[1] ?? '';
  await using account = new PrefactorHttpClient({ apiUrl, apiToken: accountToken, maxRetries: 0 });
  expect((await account.agentInstances.list({ agent_id })).items).toMatchObject([{ id }]);
});

test('has its page where it says it listens', async () => {
  await using command = start('--port', '0');
  const { apiUrl } = exported(await command.ready);
  const page = await fetch(apiUrl);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('<title>');
});

test('takes its faults from a file', async () => {
  await using file = await temporaryFile(
    JSON.stringify([{ fault: 'status', status: 418, code: 'teapot', operations: ['ping'] }]),
  );
  await using command = start('--port=0', '--faults', file.path);
  const printed = await command.ready;
  expect(printed).toContain(`Faults from ${file.path}: 1.\n`);
  await using agent = new PrefactorHttpClient({ ...exported(printed), maxRetries: 0 });
  await expect(agent.validateToken()).rejects.toMatchObject({ statusCode: 418, code: 'teapot' });
  await expect(agent.agentInstances.register({})).resolves.toMatchObject({ status: 'pending' });
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('ends it cleanly, with one line', async () => {
    await using command = start('--port', '0');
    const before = await command.ready;
    command.child.kill(signal);
    const { exit, stdout, stderr } = await command.end;
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout.slice(before.length)).toMatch(/^The sandbox has stopped.*\n$/);
  });

  test('sent again and again does no harm', async () => {
    await using command = start('--port', '0');
    const before = await command.ready;
    // Until it has ended, so that no moment of its ending is left out.
    const repeat = (): void => {
      if (command.child.kill(signal)) setImmediate(repeat);
    };
    repeat();
    const { exit, stdout, stderr } = await command.end;
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout.slice(before.length)).toMatch(/^The sandbox has stopped.*\n$/);
  });

  test('ends it as cleanly when nobody reads what it prints', async () => {
    await using command = start('--port', '0');
    await command.ready;
    command.child.stdout.destroy();
    command.child.kill(signal);
    expect(await command.end).toMatchObject({ exit: 0, stderr: '' });
  });

  test('ends it under requests that have no end', async () => {
    await using file = await temporaryFile(
      JSON.stringify([
        { fault: 'hang', operations: ['registerAgentInstance'] },
        { fault: 'latency', delay: 2 ** 31 - 1, operations: ['executeBulk'] },
      ]),
    );
    await using command = start('--port', '0', '--faults', file.path);
    const { apiUrl, apiToken } = exported(await command.ready);
    const events = await fetch(`${apiUrl}/events`);
    const write = (path: string) =>
      expect(fetch(`${apiUrl}/api/v1/${path}`, { method: 'POST', body: '{}' })).rejects.toThrow();
    const cutOff = [expect(events.text()).rejects.toThrow(), write('agent_instance/register'), write('bulk')];
    // Whatever was sent before has arrived when this is answered.
    await using client = new PrefactorHttpClient({ apiUrl, apiToken });
    await client.validateToken();

    command.child.kill(signal);
    expect(await command.end).toMatchObject({ exit: 0, stderr: '' });
    await Promise.all(cutOff);
  });
});

describe('it says what is wrong, and how to get help, when', () => {
  test.each([
    ['an option is unknown', ['--prot', '4010'], "Unknown option '--prot'"],
    ['an argument is none of an option', ['4010'], "Unexpected argument '4010'"],
    ['an option lacks its value', ['--port'], "Option '--port <value>' argument missing"],
    [
      'the port is no number',
      ['--port', 'http'],
      '--port must be a whole number from 0 to 65535, not "http"',
    ],
    ['the port is empty', ['--port='], '--port must be a whole number from 0 to 65535, not ""'],
    [
      'the port is too high',
      ['--port', '65536'],
      '--port must be a whole number from 0 to 65535, not "65536"',
    ],
    ['there is no such file', ['--faults', 'no-such.json'], '--faults no-such.json cannot be read: ENOENT'],
    ['the file is a folder', ['--faults', projectRoot], `--faults ${projectRoot} cannot be read: EISDIR`],
  ])('%s', async (_, args, message) => {
    const { exit, stdout, stderr } = await refusal(...args);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^prefactor-sandbox: .+\nTry prefactor-sandbox --help\.\n$/);
    expect(stderr).toContain(message);
  });

  test.each([
    ['the file is not JSON', '[{ "fault": ', 'is not JSON: '],
    ['the file holds no array', '{ "fault": "hang" }', ': faults must be an array, not an object'],
    [
      'a rule is of no kind',
      '[{ "fault": "hang" }, { "fault": "fire" }]',
      ': faults[1].fault must be one of',
    ],
    ['a rule lacks what it needs', '[{ "fault": "latency" }]', ': faults[0].delay is required'],
    [
      'a rule has a name too many',
      '[{ "fault": "hang", "time": 1 }]',
      ': faults[0].time is not an option: did you mean times?',
    ],
  ])('%s', async (_, content, message) => {
    await using file = await temporaryFile(content);
    const { exit, stdout, stderr } = await refusal('--faults', file.path);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`prefactor-sandbox: --faults ${file.path}`);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nTry prefactor-sandbox --help\.\n$/);
  });
});

test('says that its port is in use, and ends with another code than for a wrong argument', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = other.address() as AddressInfo;
    const { exit, stdout, stderr } = await refusal('--port', String(port));
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^prefactor-sandbox: port ${port} is in use\\..*--port 0\\.\\n$`));
  } finally {
    other.close();
  }
});

test.each(['--help', '-h'])('%s names every option, starts nothing and is no error', async (option) => {
  const { exit, stdout, stderr } = await refusal(option);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(/--port .*--faults .*--help/s);
});
