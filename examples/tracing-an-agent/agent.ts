/** A support agent: asks a model, looks something up, asks again. Each of these is a step of the run. */
import type { Tracer } from 'prefactor-http/tracing';

/** What the agent works with. */
export interface Skills {
  /** Asks a model. */
  ask(prompt: string): Promise<string>;
  /** Looks an order up. */
  findOrder(number: string): Promise<{ status: string }>;
}

export async function answer(question: string, tracer: Tracer, skills: Skills): Promise<string> {
  return await tracer.span('support:task', { question }, async () => {
    const ask = (prompt: string) => tracer.span('support:llm', { prompt }, () => skills.ask(prompt));
    const order = await ask(`Which order is this about? ${question}`);
    const { status } = await tracer.span('support:find-order', { order }, () => skills.findOrder(order));
    return await ask(`Order ${order} is ${status}. Answer: ${question}`);
  });
}
