/** Closes its client while calls wait for an answer that never comes. */
import { createClient, nameOf, report } from './process.ts';

const client = createClient();
const ends = Promise.allSettled(['one', 'two', 'three'].map((id) => client.agentSpans.finish(id)));
// Answered as soon as the server has all of the others.
await client.validateToken();
await client.close({ timeout: 50 });
for (const end of await ends) report(end.status === 'rejected' ? nameOf(end.reason) : end.status);
report('closed');
