/** Ways to record spans: each creates and finishes as many as it is told, and is done when all were answered. */
import {
  AgentSpanClient,
  createConfig,
  createCore,
  HttpClient,
  HttpTransportConfigSchema,
} from '@prefactor/core';
import { Pool } from 'undici';
import { PrefactorHttpClient } from '../dist/index.js';
import { countsOf } from './api.ts';
import { active, batchItems, complete, instanceId, payload, resultPayload } from './spans.ts';

export interface Contender {
  readonly name: string;
  /** Spans to record in one turn, so many that how it begins and ends does not count. */
  readonly spans: number;
  /** Gets ready, so that nothing but the recording is measured. */
  prepare(url: string): Promise<Recorder> | Recorder;
}

export interface Recorder {
  record(spans: number): Promise<void>;
  close(): Promise<unknown>;
}

const apiToken = 'bench-token';
const singleCallsAtOnce = 64;

const writer: Contender = {
  name: 'bulk.writer, an item to create and one to finish',
  spans: 100 * (batchItems / 2),
  prepare: (apiUrl) => {
    const client = new PrefactorHttpClient({ apiUrl, apiToken });
    return {
      async record(spans) {
        const queue = client.bulk.writer();
        for (let i = 0; i < spans; i++) {
          await queue.ready();
          const { id } = queue.createSpan(active);
          await queue.ready();
          void queue.finishSpan(id, { result_payload: resultPayload });
        }
        await queue.close();
      },
      close: () => client.close(),
    };
  },
};

const writerOfFinished: Contender = {
  name: 'bulk.writer, one item that creates it finished',
  spans: 60 * batchItems,
  prepare: (apiUrl) => {
    const client = new PrefactorHttpClient({ apiUrl, apiToken });
    return {
      async record(spans) {
        const queue = client.bulk.writer();
        for (let i = 0; i < spans; i++) {
          await queue.ready();
          queue.createSpan(complete);
        }
        await queue.close();
      },
      close: () => client.close(),
    };
  },
};

const singleCalls: Contender = {
  name: `agentSpans.create, then finish, ${singleCallsAtOnce} at once`,
  spans: 500,
  prepare: (apiUrl) => {
    const client = new PrefactorHttpClient({ apiUrl, apiToken });
    return {
      record: (spans) =>
        atOnce(singleCallsAtOnce, spans, async () => {
          const { id } = await client.agentSpans.create(active);
          await client.agentSpans.finish(id, { result_payload: resultPayload });
        }),
      close: () => client.close(),
    };
  },
};

/** What its users run. Spans of the type `agent` are sent when they start and when they end. */
const coreInTwo: Contender = {
  name: '@prefactor/core, a request to create and one to finish',
  spans: 10,
  prepare: (apiUrl) => prepareCore(apiUrl, 'agent'),
};

/** Spans of any other type are sent when they have ended. */
const coreInOne: Contender = {
  name: '@prefactor/core, one request that creates it finished',
  spans: 20,
  prepare: (apiUrl) => prepareCore(apiUrl, 'agent:llm'),
};

async function prepareCore(apiUrl: string, spanType: string): Promise<Recorder> {
  const { starts } = await countsOf(apiUrl);
  const core = createCore(createConfig({ httpConfig: { apiUrl, apiToken } }));
  core.agentManager.registerSchema({ external_identifier: 'bench', span_schemas: {} });
  core.agentManager.startInstance();
  while ((await countsOf(apiUrl)).starts === starts) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    async record(spans) {
      for (let i = 0; i < spans; i++) {
        const span = core.tracer.startSpan({ name: 'llm', spanType, inputs: payload });
        core.tracer.endSpan(span, { outputs: resultPayload });
      }
      // Sends what is queued.
      await core.shutdown();
    },
    close: () => core.shutdown(),
  };
}

/** What `@prefactor/core` is built from, without its queue. */
const coreClients: Contender = {
  name: `@prefactor/core's own clients, ${singleCallsAtOnce} at once`,
  spans: 500,
  prepare: (apiUrl) => {
    const client = new AgentSpanClient(new HttpClient(HttpTransportConfigSchema.parse({ apiUrl, apiToken })));
    return {
      record: (spans) =>
        atOnce(singleCallsAtOnce, spans, async () => {
          const { details } = await client.create({
            details: {
              ...active,
              parent_span_id: null,
              started_at: now(),
              finished_at: null,
            },
          });
          await client.finish(details?.id ?? '', now(), {
            status: 'complete',
            result_payload: resultPayload,
          });
        }),
      close: async () => {},
    };
  },
};

/** As fast as bulk gets with one request at a time: nothing is checked, and nothing is made but the answer's JSON. */
const bareSender: Contender = {
  name: `bare sender of ready-made requests of ${batchItems} items`,
  spans: 100 * (batchItems / 2),
  prepare: (apiUrl) => {
    const pool = new Pool(apiUrl, { connections: 1 });
    const bodies = Array.from({ length: 20 }, () => readyMadeBody());
    return {
      async record(spans) {
        const requests = (spans * 2) / batchItems;
        for (let i = 0; i < requests; i++) {
          const { statusCode, body } = await pool.request({
            path: '/api/v1/bulk',
            method: 'POST',
            headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
            body: bodies[i % bodies.length] ?? '',
          });
          const { outputs } = JSON.parse(await body.text());
          if (statusCode !== 200 || outputs === undefined) throw new Error(`answered ${statusCode}`);
        }
      },
      close: () => pool.close(),
    };
  },
};

/** Creates and finishes half as many spans as it has items, byte by byte what the writer sends. */
function readyMadeBody(): string {
  const items = Array.from({ length: batchItems / 2 }, () => {
    const id = instanceId.slice(0, 16) + crypto.randomUUID().replaceAll('-', '').slice(16);
    return [
      { _type: 'agent_spans/create', details: { ...active, id }, idempotency_key: crypto.randomUUID() },
      {
        result_payload: resultPayload,
        _type: 'agent_spans/finish',
        agent_span_id: id,
        idempotency_key: crypto.randomUUID(),
      },
    ];
  });
  return JSON.stringify({ items: items.flat() });
}

/** Runs a task so many times, a limited number of them at once. */
async function atOnce(limit: number, times: number, task: () => Promise<void>): Promise<void> {
  let begun = 0;
  const worker = async (): Promise<void> => {
    while (begun < times) {
      begun += 1;
      await task();
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
}

const now = (): string => new Date().toISOString();

/** In the order in which they take their turns. */
export const contenders = {
  writer,
  bareSender,
  coreInTwo,
  writerOfFinished,
  coreInOne,
  singleCalls,
  coreClients,
};

export type ContenderName = keyof typeof contenders;
