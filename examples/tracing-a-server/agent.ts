/** An agent that answers word by word, as models do. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Tracer } from 'prefactor-http/tracing';

/** In place of a model that streams. */
async function* model(prompt: string, signal: AbortSignal): AsyncGenerator<string> {
  for (const word of `You asked: ${prompt}`.split(' ')) {
    await wait(20, undefined, { signal });
    yield word;
  }
}

export async function* answer(question: string, tracer: Tracer, signal: AbortSignal): AsyncGenerator<string> {
  const articles = await tracer.span('support:search', { question }, async () => ['Settings → Security']);
  const prompt = [...articles, question].join(': ');
  // The span lasts until the last word, or until nobody listens any more.
  yield* tracer.span('support:llm', { prompt }, () => model(prompt, signal));
}
