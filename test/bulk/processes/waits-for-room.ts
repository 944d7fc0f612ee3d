/** Waits for room in an outage that lasts longer than `exitTimeout`, and adds what it has left. */
import { createClient, finishOf, report } from './process.ts';

const client = createClient({ maxRetries: 0, initialRetryDelay: 700, maxRetryDelay: 700 });
const writer = client.bulk.writer({ maxQueueItems: 1, maxItems: 1, exitTimeout: 50 });
for (const n of [0, 1, 2]) {
  await writer.ready();
  void writer.add(finishOf(n)).then(({ status }) => report(`${n} ${status}`));
}
await writer.ready();
report('all added');
