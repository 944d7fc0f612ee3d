/** A support agent: asks a model, looks something up, asks again. Each of these is a step of the run. */
import type { Trace } from './trace.ts';

/** What the agent works with. */
export interface Skills {
  /** Asks a model. */
  ask(prompt: string): Promise<string>;
  /** Looks an order up. */
  findOrder(number: string): Promise<{ status: string }>;
}

export function answer(question: string, trace: Trace, skills: Skills): Promise<string> {
  return trace.step({ type: 'support:task', payload: { question } }, async (parent) => {
    const ask = (prompt: string) =>
      trace.step({ type: 'support:llm', payload: { prompt }, parent }, () => skills.ask(prompt));
    const order = await ask(`Which order is this about? ${question}`);
    const { status } = await trace.step({ type: 'support:find-order', payload: { order }, parent }, () =>
      skills.findOrder(order),
    );
    return await ask(`Order ${order} is ${status}. Answer: ${question}`);
  });
}
