/**
 * Runs the agent once and records the run.
 *
 *     npx prefactor-sandbox      in another terminal: prints the two variables to set
 *     node examples/tracing-an-agent/main.ts "Where is order 4711?"
 */
import { PrefactorHttpClient } from 'prefactor-http';
import { answer, type Skills } from './agent.ts';
import { Trace } from './trace.ts';

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
await using client = new PrefactorHttpClient();
const types = ['support:task', 'support:llm', 'support:find-order'];
const run = await client.agentInstances.register({
  agent_version: { external_identifier: 'example-1.0.0' },
  agent_schema_version: {
    external_identifier: 'example-schema-1',
    span_type_schemas: types.map((name) => ({ name, params_schema: { type: 'object' } })),
  },
});
await client.agentInstances.start(run.id);

// With `drop`, a full queue costs spans and never the agent's time.
const writer = client.bulk.writer({ overflow: 'drop' });
let status: 'complete' | 'failed' = 'complete';
try {
  console.log(await answer(question, new Trace(writer, run.id), skills));
} catch (error) {
  status = 'failed';
  console.error(error);
  process.exitCode = 1;
}
writer.add({ _type: 'agent_instances/finish', agent_instance_id: run.id, status });
const { written, failed, dropped } = await writer.close();
console.log(`recorded ${written}, failed ${failed}, dropped ${dropped}`);
