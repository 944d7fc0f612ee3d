/**
 * Runs the agent once and records the run.
 *
 *     npx prefactor-sandbox      in another terminal: prints the two variables to set
 *     node examples/tracing-an-agent/main.ts "Where is order 4711?"
 */
import { createTracer } from 'prefactor-http/tracing';
import { answer, type Skills } from './agent.ts';

// In place of a model and an order system.
const skills: Skills = {
  async ask(prompt) {
    const order = /\d+/.exec(prompt)?.[0] ?? 'unknown';
    return prompt.startsWith('Which') ? order : `Order ${order} is on its way.`;
  },
  async findOrder() {
    return { status: 'shipped' };
  },
};

const [question = 'Where is order 4711?'] = process.argv.slice(2);
const tracer = createTracer({ agentVersion: { external_identifier: 'example-1.0.0' } });
console.log(await tracer.run({}, () => answer(question, tracer, skills)));
const { written, failed, dropped } = await tracer.close();
console.log(`recorded ${written}, failed ${failed}, dropped ${dropped}`);
