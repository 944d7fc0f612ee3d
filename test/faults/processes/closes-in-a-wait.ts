/** Closes its client while a call would wait for a minute. */
import { aMinute, createClient, nameOf, report, waiting } from './process.ts';

const client = createClient(aMinute);
client.agentSpans.finish('span-1').catch((error: unknown) => report(nameOf(error)));
await waiting;
await client.close();
report('closed');
