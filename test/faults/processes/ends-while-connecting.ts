/** Ends a call, as its argument says, while a connection is set up that never will be. */
import { createClient, nameOf, report } from './process.ts';

const how = process.argv[4];
const client = createClient({ connectTimeout: 60_000 });
const controller = new AbortController();
const call = client.agentSpans
  .finish('span-1', {}, { signal: controller.signal })
  .catch((error: unknown) => report(nameOf(error)));
// The test says so when the connection has reached the server.
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
if (how === 'close') await client.close({ timeout: 1 });
else controller.abort('enough');
await call;
