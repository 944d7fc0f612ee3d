/** `prefactor-http/tracing`: records an agent in one line a step. */

export type { ConnectionOptions } from './connection.ts';
export type { TracerStats } from './ledger.ts';
export type { TracerOptions } from './options.ts';
export { type Run, RunTerminated } from './run.ts';
export type { RunOptions } from './run-options.ts';
export type { Span } from './span.ts';
export {
  type SpanTypeDefinition,
  type SpanTypeDefinitions,
  type SpanTypes,
  type StandardJsonSchema,
  spanTypes,
} from './span-types.ts';
export { createTracer, type Tracer } from './tracer.ts';
