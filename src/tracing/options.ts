/** Options of a tracer, and what is checked of them. */
import type { AgentSchemaVersionForRegister, AgentVersionForRegister } from '../index.ts';
import { longestTimer } from '../wrapper/clock.ts';
import { fieldOf } from '../wrapper/errors/causes.ts';
import { withoutPrototype } from '../wrapper/own-properties.ts';
import {
  findIssues,
  idProblem,
  plainObject,
  type Rule,
  reading,
  refuse,
  refuseIfAny,
  show,
} from '../wrapper/validation/rules.ts';
import type { ConnectionOptions } from './connection.ts';
import type { AnySpanTypes, SpanTypes } from './span-types.ts';

/** Options of a tracer. */
export interface TracerOptions<Types = AnySpanTypes> extends ConnectionOptions {
  /** Version of the agent's code. Its `runtime_environment` is filled in. */
  readonly agentVersion?: AgentVersionForRegister | undefined;
  /** Schemas of what the agent records. Those of `spanTypes` are filled in. */
  readonly agentSchemaVersion?: AgentSchemaVersionForRegister | undefined;
  /** The agent. Needed with an account token; with it, the ids of spans are known from the beginning. */
  readonly agentId?: string | undefined;
  /** The environment that it runs in. Needed with an account token. */
  readonly environmentId?: string | undefined;
  /** What `spanTypes` made: other spans do not compile then, nor do other payloads. Default: any. */
  readonly spanTypes?: SpanTypes<Types> | undefined;
}

/** What is judged by what it can do: an agent may have this package twice. */
const being =
  (kind: string, isOne: (value: unknown) => boolean): Rule =>
  (value) =>
    isOne(value) ? undefined : `must be ${kind}, not ${show(value)}`;

const rules: Readonly<Record<keyof TracerOptions, Rule>> = {
  client: being('a PrefactorHttpClient', (value) => {
    return typeof fieldOf(fieldOf(value, 'bulk'), 'writer') === 'function';
  }),
  writer: being('a writer of the client', (value) => typeof fieldOf(value, 'hold') === 'function'),
  clientOptions: plainObject,
  pollInterval: being(
    `milliseconds from 0 to ${longestTimer}`,
    (value) => typeof value === 'number' && value >= 0 && value <= longestTimer,
  ),
  agentVersion: plainObject,
  agentSchemaVersion: plainObject,
  agentId: idProblem,
  environmentId: idProblem,
  spanTypes: being('what spanTypes() made', Array.isArray),
};

/**
 * @returns A copy that nobody else can change. What is in `agentVersion` and `agentSchemaVersion` is checked with each
 *   registration, as the client and the writer are told to.
 * @throws {PrefactorClientError} `code: 'invalid_config'`, naming every option that is wrong.
 */
export function readTracerOptions<Types>(options: TracerOptions<Types>): TracerOptions<Types> {
  const [code, what] = ['invalid_config', 'createTracer'];
  return reading(
    what,
    'options',
    () => {
      const problem = plainObject(options);
      if (problem !== undefined) refuse(code, what, { path: 'options', message: problem });
      const given = withoutPrototype(options);
      const issues = findIssues(given, rules);
      if (given.writer && !given.client)
        issues.push({ path: 'client', message: 'is required with a writer, which is one of it' });
      refuseIfAny(code, what, issues);
      return given;
    },
    code,
  );
}
