/** Runs the program of an example in a process of its own, against a sandbox. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export async function runProgram(
  program: string,
  programArguments: readonly string[],
  { url, token }: { readonly url: string; readonly token: string },
) {
  const node = spawn(process.execPath, ['--conditions=prefactor-source', program, ...programArguments], {
    env: { ...process.env, PREFACTOR_API_URL: url, PREFACTOR_API_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  const exit = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    node.once('error', reject);
    node.once('close', (exitCode, signal) => resolve(signal ?? exitCode));
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(node.stdout), text(node.stderr), exit]);
  return { exitCode, stdout, stderr };
}
