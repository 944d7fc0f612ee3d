/** Waits for the outcome of each item before it adds the next, and has nothing else to do meanwhile. */
import { createClient, details, report } from './process.ts';

const writer = createClient().bulk.writer({ flushInterval: 600_000 });
const { id, outcome } = writer.createSpan(details);
report((await outcome).status);
report((await writer.finishSpan(id)).status);
report(
  (await writer.add({ _type: 'agent_instances/finish', agent_instance_id: details.agent_instance_id }))
    .status,
);
