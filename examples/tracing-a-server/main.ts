/**
 * A server whose every request is a run of an agent. It ends well: what is going on is finished, and recorded.
 *
 *     npx prefactor-sandbox      in another terminal: prints the two variables to set
 *     node examples/tracing-a-server/main.ts
 *     curl 'http://127.0.0.1:8080/?question=Where+is+order+4711'
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTracer } from 'prefactor-http/tracing';
import { answer } from './agent.ts';

const tracer = createTracer({ agentVersion: { external_identifier: 'example-1.0.0' } });

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('The customer has gone.')));
  const question = new URL(request.url ?? '/', 'http://localhost').searchParams.get('question') ?? '';
  try {
    // The run stops when the customer leaves, and when somebody terminates it.
    await tracer.run({ signal: gone.signal }, async ({ signal }) => {
      for await (const word of answer(question, tracer, signal)) response.write(`${word} `);
    });
    response.end('\n');
  } catch (error) {
    response.destroy();
    console.error(String(error));
  }
}

const server = createServer(handle);
server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', async () => {
  await new Promise((resolve) => server.close(resolve));
  const { written, failed, dropped } = await tracer.close({ timeout: 10_000 });
  console.log(`recorded ${written}, failed ${failed}, dropped ${dropped}`);
});
