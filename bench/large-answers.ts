/**
 * What a large answer costs: how long a call keeps the thread from its answer to its end, for one `JSON.parse` of the same
 * text. Answers that are no use must not cost more than those that are.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { PrefactorConnectionError, PrefactorHttpClient } from '../dist/index.js';
import { collectGarbage, tell } from './program.ts';

const rounds = 5;
/** Not counted: the compiler is still at work. */
const warmUpRounds = 1;
const bytes = 57_000_000;

export interface LargeAnswers {
  readonly bytes: number;
  readonly answers: readonly {
    readonly what: string;
    /** Of each round: CPU of the call ÷ CPU of `JSON.parse`. */
    readonly ratios: readonly number[];
  }[];
}

const value = '{"a":"x","b":[1,{}],"c":null},';
const values = `[${value.repeat(bytes / value.length)}0]`;
const span = {
  type: 'agent_span',
  id: 'span-1',
  account_id: 'account-1',
  agent_id: 'agent-1',
  agent_instance_id: 'instance-1',
  parent_span_id: null,
  schema_name: 'agent:llm',
  status: 'active',
};

const bodies: [what: string, status: number, body: string][] = [
  [
    'a success',
    200,
    `{"status":"success","details":${JSON.stringify(span).slice(0, -1)},"payload":{"all":${values}}}}`,
  ],
  ['200 of another shape', 200, `{"status":"success","details":${values}}`],
  ['200 with an error', 200, `{"status":"error","code":"a","message":"b","errors":{"all":${values}}}`],
  ['500 with an error', 500, `{"status":"error","code":"a","message":"b","errors":{"all":${values}}}`],
];

const answers: { what: string; ratios: number[] }[] = [];
for (const [what, status, body] of bodies) answers.push({ what, ratios: await ratiosOf(status, body) });
tell({ bytes, answers } satisfies LargeAnswers);

async function ratiosOf(status: number, body: string): Promise<number[]> {
  const compressed = gzipSync(body);
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-encoding': 'gzip' }).end(compressed),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const config = { apiUrl: `http://127.0.0.1:${port}`, apiToken: 'bench-token', maxRetries: 0 };
  const ratios: number[] = [];
  for (let round = 1 - warmUpRounds; round <= rounds; round++) {
    const parse = await cpuOf(() => void JSON.parse(body));
    // A new one each time: the server closes connections while texts are parsed.
    await using client = new PrefactorHttpClient(config);
    const call = await cpuOf(async () => {
      const error = await client.agentSpans.get(span.id).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error instanceof PrefactorConnectionError) throw error;
    });
    if (round > 0) ratios.push(call / parse);
  }
  server.closeAllConnections();
  server.close();
  return ratios;
}

/** Of this thread: decompression happens elsewhere. */
async function cpuOf(run: () => unknown): Promise<number> {
  collectGarbage();
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
