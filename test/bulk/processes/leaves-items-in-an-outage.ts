/** Has nothing left to do while an outage keeps the items of two writers from being sent. */
import { createClient, finishOf, report } from './process.ts';

const client = createClient({ maxRetries: 0, initialRetryDelay: 600_000, maxRetryDelay: 600_000 });
const exitTimeout = Number(process.argv[3]);
const writers = [client.bulk.writer({ exitTimeout, maxItems: 1 }), client.bulk.writer({ exitTimeout })];
for (const writer of writers) {
  for (const n of [0, 1]) void writer.add(finishOf(n)).then(({ status }) => report(status));
}
