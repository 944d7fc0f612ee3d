/** Aborts calls that wait for an answer that never comes, and leaves its client open. */
import { createClient, nameOf, report } from './process.ts';

const client = createClient();
const controller = new AbortController();
const { signal } = controller;
const ends = Promise.allSettled(
  ['one', 'two', 'three'].map((id) => client.agentSpans.finish(id, {}, { signal })),
);
// Answered as soon as the server has all of the others.
await client.validateToken();
controller.abort('enough');
for (const end of await ends) report(end.status === 'rejected' ? nameOf(end.reason) : end.status);
