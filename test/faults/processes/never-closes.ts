/** Makes some calls and never closes its client, whose connections stay open. */
import { createClient, report } from './process.ts';

const client = createClient();
for (let n = 0; n < 4; n += 1) await client.agentSpans.finish('span-1');
report('done');
