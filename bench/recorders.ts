/** Ways to record a step of an agent: each does the same work, and keeps what it records in memory until it is told to send it. */
import { observe, setLangfuseTracerProvider } from '@langfuse/tracing';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { Tracer, withSpan } from '@prefactor/core';
import { Client } from 'langsmith';
import { traceable } from 'langsmith/traceable';
import { PrefactorHttpClient } from '../dist/index.js';
import { createTracer } from '../dist/tracing/index.js';
import { active, instanceId, payload, resultPayload } from './spans.ts';

/** Does the work once, as a step that is recorded. */
export type Step = () => Promise<unknown>;

export interface Recorder {
  readonly name: string;
  /** Does steps within a run. */
  run(steps: (step: Step) => Promise<void>): Promise<void>;
  /** Sends what is recorded. */
  flush(): Promise<unknown>;
}

/** The work of a step: what a model would take seconds for. */
export const work = async (): Promise<typeof resultPayload> => resultPayload;

/** Nothing is sent before it is told to, and nothing is dropped. */
const writing = {
  flushInterval: 1_000_000,
  maxQueueItems: 1_000_000,
  maxQueueBytes: 2 ** 31,
  maxItems: 10_000,
  maxBytes: 2 ** 27,
};

export function recorders(url: string): Recorder[] {
  const client = new PrefactorHttpClient({ apiUrl: url, apiToken: 'bench-token' });
  return [bare(), writer(client), tracer(client), openTelemetry(), langfuse(), langsmith(), core()];
}

function bare(): Recorder {
  return { name: 'the work alone', run: (steps) => steps(work), flush: async () => {} };
}

function writer(client: PrefactorHttpClient): Recorder {
  const queue = client.bulk.writer(writing);
  return {
    name: 'bulk.writer, createSpan and finishSpan',
    run: (steps) =>
      steps(async () => {
        const { id } = queue.createSpan(active);
        const result = await work();
        void queue.finishSpan(id, { status: 'complete', result_payload: result });
        return result;
      }),
    flush: () => queue.flush(),
  };
}

function tracer(client: PrefactorHttpClient): Recorder {
  const queue = client.bulk.writer(writing);
  const ours = createTracer({ client, writer: queue, agentId: instanceId });
  const step = () => ours.span('agent:llm', payload, work);
  return {
    name: 'tracer.span',
    run: (steps) => ours.run({}, () => steps(step)),
    flush: () => queue.flush(),
  };
}

/** Takes what is exported, and throws it away. */
const nowhere: SpanExporter = {
  export: (_, done) => done({ code: 0 }),
  shutdown: async () => {},
};

let provider: BasicTracerProvider | undefined;

function provided(): BasicTracerProvider {
  if (provider !== undefined) return provider;
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const batches = new BatchSpanProcessor(nowhere, {
    maxQueueSize: 1_000_000,
    maxExportBatchSize: 1_000,
    scheduledDelayMillis: 1_000_000,
  });
  provider = new BasicTracerProvider({ spanProcessors: [batches] });
  trace.setGlobalTracerProvider(provider);
  return provider;
}

function openTelemetry(): Recorder {
  const theirs = provided().getTracer('bench');
  const step = () =>
    theirs.startActiveSpan('agent:llm', { attributes: { input: JSON.stringify(payload) } }, async (span) => {
      const result = await work();
      span.setAttribute('output', JSON.stringify(result));
      span.end();
      return result;
    });
  return {
    name: '@opentelemetry/sdk-trace-base, startActiveSpan',
    run: (steps) => theirs.startActiveSpan('run', (span) => steps(step).finally(() => span.end())),
    flush: () => provided().forceFlush(),
  };
}

function langfuse(): Recorder {
  setLangfuseTracerProvider(provided());
  const step = observe((_input: typeof payload) => work(), { name: 'agent:llm' });
  return {
    name: '@langfuse/tracing, observe',
    run: (steps) => observe(() => steps(() => step(payload)), { name: 'run' })(),
    flush: () => provided().forceFlush(),
  };
}

function langsmith(): Recorder {
  const answer = { batch_ingest_config: { use_multipart_endpoint: false, size_limit: 1_000 } };
  const client = new Client({
    apiUrl: 'http://127.0.0.1:1',
    apiKey: 'bench',
    manualFlushMode: true,
    fetchImplementation: async () => Response.json(answer),
  });
  const config = { client, tracingEnabled: true };
  const step = traceable((_input: typeof payload) => work(), {
    ...config,
    name: 'agent:llm',
    run_type: 'llm',
  });
  return {
    name: 'langsmith, traceable',
    run: (steps) => traceable(() => steps(() => step(payload)), { ...config, name: 'run' })(),
    flush: () => client.flush(),
  };
}

/** Without what it sends with: that has one request for each span. */
function core(): Recorder {
  const silent = new Proxy({}, { get: () => async () => {} });
  const theirs = new Tracer(silent as ConstructorParameters<typeof Tracer>[0]);
  const step = () => withSpan(theirs, { name: 'llm', spanType: 'agent:llm', inputs: payload }, work);
  return {
    name: '@prefactor/core, withSpan, which sends nothing',
    run: (steps) => withSpan(theirs, { name: 'run', spanType: 'agent', inputs: {} }, () => steps(step)),
    flush: async () => {},
  };
}
