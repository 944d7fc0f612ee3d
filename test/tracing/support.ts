/** What the suites about tracing share: a tracer of a sandbox, what the sandbox has of it, and what it warns of. */
import { expect } from 'vitest';
import type { HttpClientConfig, WriterOptions } from '../../src/index.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/testing/index.ts';
import { createTracer, type TracerOptions } from '../../src/tracing/index.ts';
import type { Clock } from '../../src/wrapper/clock.ts';
import { connect } from '../support/client.ts';

interface Given {
  readonly sandbox?: SandboxOptions;
  readonly client?: HttpClientConfig;
  /** Options of a writer that the tracer is given. Default: it has one of its own. */
  readonly writer?: WriterOptions;
  readonly tracer?: Omit<TracerOptions, 'spanTypes'>;
  /** Default: one whose waits are over at once. */
  readonly clock?: Clock;
}

/** A tracer whose client does not wait, and asks for no news of its runs. `await using` ends all. */
export async function setUp({
  sandbox: options,
  client: config,
  writer: writing,
  tracer: given,
  clock,
}: Given = {}) {
  const sandbox = await startSandbox(options);
  const client = connect(sandbox.url, { apiToken: sandbox.token, ...config }, clock);
  const tracer = createTracer({
    agentVersion: { external_identifier: 'v1' },
    pollInterval: 0,
    client,
    ...(writing && { writer: client.bulk.writer(writing) }),
    ...given,
  });
  return {
    sandbox,
    client,
    tracer,
    /** The token of an account, with which an operator looks and terminates. */
    operator: connect(sandbox.url, { apiToken: sandbox.accountToken }),
    async [Symbol.asyncDispose]() {
      await tracer.close({ timeout: 0 });
      await client.close({ timeout: 0 });
      await this.operator.close();
      await sandbox.close();
    },
  };
}
export type Test = Awaited<ReturnType<typeof setUp>>;

/** What a sandbox has of runs, one line for each, children below their parents. */
export function treeOf({ instances, spans }: Sandbox): string[] {
  const below = (instance: string, parent: string | null, indent: string): string[] =>
    spans
      .filter((span) => span.agent_instance_id === instance && span.parent_span_id === parent)
      .flatMap(({ id, schema_name, status }) => [
        `${indent}${schema_name} ${status}`,
        ...below(instance, id, `${indent}  `),
      ]);
  return instances.flatMap(({ id, status }) => [`run ${status}`, ...below(id, null, '  ')]);
}

/** The one span of a type. */
export function spanOf({ spans }: Sandbox, type: string): Sandbox['spans'][number] {
  const [span, ...others] = spans.filter(({ schema_name }) => schema_name === type);
  expect(others, `other spans of type ${type}`).toEqual([]);
  if (span === undefined) throw new Error(`there is no span of type ${type}`);
  return span;
}

/** Does work as the only run of a tracer, and waits until it is recorded. */
export async function recorded<Result>(
  { tracer }: Pick<Test, 'tracer'>,
  work: (run: Parameters<Parameters<typeof tracer.run>[1]>[0]) => Result,
): Promise<Awaited<Result>> {
  try {
    return await tracer.run({}, work);
  } finally {
    await tracer.flush();
  }
}
