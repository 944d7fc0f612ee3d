/** A Prism mock server of the document, for the demo and the contract tests. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './generate/document.ts';

export interface Prism extends AsyncDisposable {
  url: string;
}

/**
 * Starts Prism on a free port of 127.0.0.1 and resolves when it listens. Disposing of it ends the process.
 *
 * @throws When Prism ends before it listens; the message holds what it printed.
 */
export async function startPrism(): Promise<Prism> {
  const binary = join(projectRoot, 'node_modules/@stoplight/prism-cli/dist/index.js');
  const document = join(projectRoot, 'openapi/openapi.yaml');
  const prism = spawn(process.execPath, [binary, 'mock', '--host', '127.0.0.1', '--port', '0', document], {
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
