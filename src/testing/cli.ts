#!/usr/bin/env node
/** The command `prefactor-sandbox`: a sandbox that runs until Ctrl-C. */
import { help, readCommand, type StartCommand, UsageError } from './command-line.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const fail = (exitCode: 1 | 2, message: string): void => {
  process.stderr.write(`prefactor-sandbox: ${message}\n`);
  process.exitCode = exitCode;
};

async function run({ port, faults, faultsFile }: StartCommand): Promise<void> {
  // Never removed: npm passes a Ctrl-C on, so that it often comes twice.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve());
  });
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox({ port, faults });
  } catch (error) {
    fail(1, listenProblem(error as NodeJS.ErrnoException, port));
    return;
  }
  print(welcome(sandbox));
  if (faultsFile !== undefined) print(`Faults from ${faultsFile}: ${faults.length}.`);
  print('Press Ctrl-C to stop it.');
  await stopped;
  await sandbox.close();
  // A process that exits by itself removes its listeners first, and a signal in that moment would kill it.
  process.stdout.write('The sandbox has stopped; its records are gone.\n', () => process.exit(0));
}

function welcome({ url, token, accountToken }: Sandbox): string {
  return `The sandbox listens on ${url}
Open it in a browser to watch what is recorded.

For the agent, in its own terminal:

  export PREFACTOR_API_URL=${url}
  export PREFACTOR_API_TOKEN=${token}

To read, list and terminate, use the account token: ${accountToken}
`;
}

function listenProblem({ code, message }: NodeJS.ErrnoException, port: number): string {
  return code === 'EADDRINUSE'
    ? `port ${port} is in use. Choose another one with --port, or any free one with --port 0.`
    : `cannot listen on port ${port}: ${message}`;
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command.action === 'help') print(help);
  else await run(command);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  fail(2, `${error.message}\nTry prefactor-sandbox --help.`);
}
