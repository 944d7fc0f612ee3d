/**
 * The API, as far as spans need it, as cheaply as it can be had: it remembers nothing but how many spans were created
 * and finished. Runs as a process of its own; its argument is the latency of a request in milliseconds.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Counts } from './api.ts';

interface SpanFields {
  readonly id?: string;
  readonly status?: string;
}

interface Item {
  readonly _type: string;
  readonly idempotency_key: string;
  readonly agent_span_id?: string;
  readonly details?: SpanFields;
}

const latency = Number(process.argv[2] ?? 0);
const counts = { starts: 0, created: 0, finished: 0 } satisfies Counts;

const instance = JSON.stringify({
  status: 'success',
  details: {
    type: 'agent_instance',
    id: '013xrzp12g3nqk8n4evtrcj59k8dhn3t',
    account_id: '013xrzp12g3nqk8n4evtrcj59k8dhn30',
    agent_id: '013xrzp12g3nqk8n4evtrcj59k8dhn31',
    agent_version_id: '013xrzp12g3nqk8n4evtrcj59k8dhn32',
    environment_id: '013xrzp12g3nqk8n4evtrcj59k8dhn33',
    status: 'active',
    inserted_at: '2026-03-02T09:30:00Z',
    updated_at: '2026-03-02T09:30:01Z',
  },
});

/** The success of a span's creation or end, with no more than what an answer must have. */
function spanAnswer(id: string, status: string): string {
  return (
    `{"status":"success","details":{"type":"agent_span","id":${JSON.stringify(id)},` +
    '"account_id":"013xrzp12g3nqk8n4evtrcj59k8dhn30","agent_id":"013xrzp12g3nqk8n4evtrcj59k8dhn31",' +
    '"agent_instance_id":"013xrzp12g3nqk8n4evtrcj59k8dhn3t","parent_span_id":null,' +
    `"schema_name":"agent:llm","status":${JSON.stringify(status)},"payload":{}}}`
  );
}

function created({ id = randomUUID(), status = 'active' }: SpanFields): string {
  counts.created += 1;
  if (status !== 'active') counts.finished += 1;
  return spanAnswer(id, status);
}

function finished(id: string): string {
  counts.finished += 1;
  return spanAnswer(id, 'complete');
}

function outputOf(item: Item): string {
  switch (item._type) {
    case 'agent_spans/create':
      return created(item.details ?? {});
    case 'agent_spans/finish':
      return finished(item.agent_span_id ?? '');
    case 'agent_instances/register':
    case 'agent_instances/start':
    case 'agent_instances/finish':
      return instance;
    default:
      return '{"status":"error","code":"unknown_type","message":"The bench knows no such type."}';
  }
}

function bulkAnswer(items: readonly Item[]): string {
  const outputs = items.map((item) => `${JSON.stringify(item.idempotency_key)}:${outputOf(item)}`);
  return `{"status":"success","outputs":{${outputs.join(',')}}}`;
}

function answerTo(path: string, body: string): string {
  if (path === '/api/v1/bulk') return bulkAnswer(JSON.parse(body).items);
  if (path === '/api/v1/agent_spans') return created(JSON.parse(body).details);
  const span = /^\/api\/v1\/agent_spans\/([^/]+)\/finish$/.exec(path)?.[1];
  if (span !== undefined) return finished(span);
  if (path.endsWith('/start')) counts.starts += 1;
  return instance;
}

function send(response: ServerResponse, body: string): void {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers).end(body);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url ?? '';
    if (path === '/counts') {
      send(response, JSON.stringify(counts));
      return;
    }
    // The time it takes to answer is part of the latency, not on top of it.
    const due = performance.now() + latency;
    const answer = answerTo(path, Buffer.concat(chunks).toString());
    const rest = due - performance.now();
    if (rest > 0) setTimeout(send, rest, response, answer);
    else send(response, answer);
  });
});
// It does not outlive whoever has started it.
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
