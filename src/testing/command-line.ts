/** The command line of `prefactor-sandbox`: its arguments, and the faults of the file that they name. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../wrapper/errors/causes.ts';
import { PrefactorClientError } from '../wrapper/errors/errors.ts';
import { checkFaults } from './fault-rules.ts';
import type { SandboxFault } from './faults.ts';

/** Fixed, so that a browser's tab and a shell's environment survive a restart. */
const defaultPort = 4010;

export const help = `Usage: prefactor-sandbox [--port N] [--faults file.json]

Starts a stand-in for the Prefactor API on this machine. It keeps its records in memory, shows them on a
page, and forgets them when it stops.

  --port N            Port on 127.0.0.1; 0 picks any free one. Default: ${defaultPort}.
  --faults file.json  Faults from the start: a JSON array of the rules that sandbox.faults.set takes.
  -h, --help          Prints this help.

A faults file, for example:

  [{ "fault": "status", "status": 503, "operations": ["createAgentSpan"], "times": 2 }]
`;

/** To start a sandbox. */
export interface StartCommand {
  readonly action: 'start';
  readonly port: number;
  readonly faults: readonly SandboxFault[];
  readonly faultsFile: string | undefined;
}

/** What the command is to do. */
export type Command = { readonly action: 'help' } | StartCommand;

/** The command line is wrong, or the file that it names; the message says in what way. */
export class UsageError extends Error {}

/** @throws {UsageError} */
export function readCommand(args: readonly string[]): Command {
  const values = readOptions(args);
  if (values.help) return { action: 'help' };
  return {
    action: 'start',
    port: values.port === undefined ? defaultPort : portOf(values.port),
    faults: values.faults === undefined ? [] : faultsOf(values.faults),
    faultsFile: values.faults,
  };
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        faults: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    // Node continues by explaining positional arguments, of which this command has none.
    throw new UsageError(messageOf(error).replace(/\. To specify a positional.*/s, ''));
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`--port must be a whole number from 0 to 65535, not ${JSON.stringify(text)}`);
  }
  return port;
}

function faultsOf(file: string): readonly SandboxFault[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--faults ${file} cannot be read: ${messageOf(error)}`);
  }
  let rules: unknown;
  try {
    rules = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--faults ${file} is not JSON: ${messageOf(error)}`);
  }
  try {
    checkFaults(`--faults ${file}`, rules);
    return rules;
  } catch (error) {
    if (error instanceof PrefactorClientError) throw new UsageError(error.message);
    throw error;
  }
}
