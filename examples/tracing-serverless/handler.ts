/**
 * A handler for platforms that freeze a process as soon as it has answered: Cloudflare Workers, Vercel and their like. What
 * was recorded is sent after the answer, in the time that the platform gives.
 */
import { createTracer, type Tracer } from 'prefactor-http/tracing';

/** What a platform hands to its handlers. */
interface Context {
  /** Lets a promise settle before the process is frozen. */
  waitUntil(promise: Promise<unknown>): void;
}

interface Environment {
  readonly PREFACTOR_API_TOKEN: string;
  readonly PREFACTOR_API_URL?: string | undefined;
}

let tracer: Tracer | undefined;

/** One for all requests, made with the first: before that, such platforms have no environment. */
function tracerOf({ PREFACTOR_API_TOKEN: apiToken, PREFACTOR_API_URL: apiUrl }: Environment): Tracer {
  tracer ??= createTracer({
    agentVersion: { external_identifier: 'example-1.0.0' },
    clientOptions: { apiToken, apiUrl },
  });
  return tracer;
}

export default {
  async fetch(request: Request, environment: Environment, context: Context): Promise<Response> {
    const tracing = tracerOf(environment);
    const question = new URL(request.url).searchParams.get('question') ?? '';
    try {
      return await tracing.run({}, () =>
        tracing.span('support:task', { question }, async (span) => {
          const answer = `You asked: ${question}`;
          span.setResult({ answer });
          return new Response(answer);
        }),
      );
    } finally {
      // On AWS Lambda, which has no waitUntil, await it before the handler returns.
      context.waitUntil(tracing.flush({ timeout: 5_000 }));
    }
  },
};
