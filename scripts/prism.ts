/** Prism and the document: as a mock server for the contract tests, and as a proxy that checks a server. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './generate/document.ts';

export interface Prism extends AsyncDisposable {
  url: string;
}

/**
 * Starts a mock server on a free port of 127.0.0.1 and resolves when it listens. Disposing of it ends the process.
 *
 * @throws When Prism ends before it listens; the message holds what it printed.
 */
export function startPrism(): Promise<Prism> {
  return start('mock', []);
}

/**
 * Starts a proxy in front of a server, which lets nothing through that breaks the document: a request that does is
 * refused before the server sees it, an answer that does becomes an error.
 *
 * @param upstreamUrl The server, `http://127.0.0.1:4010` for example.
 * @throws When Prism ends before it listens; the message holds what it printed.
 */
export function startPrismProxy(upstreamUrl: string): Promise<Prism> {
  return start('proxy', [upstreamUrl, '--errors']);
}

async function start(command: 'mock' | 'proxy', more: readonly string[]): Promise<Prism> {
  const binary = join(projectRoot, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const document = join(projectRoot, 'openapi/openapi.yaml');
  const place = ['--host', '127.0.0.1', '--port', '0'];
  const prism = spawn(process.execPath, [binary, command, ...place, document, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => prism.once('close', () => resolve()));
  const printed: string[] = [];
  prism.stderr.on('data', (chunk) => printed.push(String(chunk)));

  for await (const line of createInterface({ input: prism.stdout })) {
    printed.push(line);
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    // What it prints from now on nobody reads, but a full pipe would stop it.
    prism.stdout.resume();
    return {
      url,
      async [Symbol.asyncDispose]() {
        prism.kill();
        await ended;
      },
    };
  }
  throw new Error(`Prism did not start:\n${printed.join('\n')}`);
}
