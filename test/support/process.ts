/** A program of the tests' own in a process of its own, watched until it ends by itself. */
import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Milliseconds after which a process is killed. One that is still there then stays because of something that was left.
 * Real time: nothing else tells.
 */
const longestLife = 15_000;

/**
 * @param file The program, TypeScript.
 * @param begun Told of the process when it has been started.
 * @returns How it ended, and what it said.
 */
export async function live(
  file: string,
  args: readonly string[],
  begun: (child: ChildProcess) => void = () => {},
) {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['--conditions=prefactor-source', file, ...args], {
    env: { NODE_COMPILE_CACHE },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const life = setTimeout(() => child.kill('SIGKILL'), longestLife);
  begun(child);
  try {
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.on('error', reject).on('close', (...end) => resolve(end));
    });
    return { code, signal, stderr, said: stdout.trim().split('\n') };
  } finally {
    clearTimeout(life);
  }
}

/** The warnings in what a process wrote to its error stream. */
export function warningsIn(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line.includes('Warning: '));
}
