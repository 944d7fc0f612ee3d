/** Has nothing left to do while a request of a writer waits for its next attempt, which is far away. */
import { createClient, finishOf, report } from './process.ts';

const client = createClient({ maxRetries: 3, initialRetryDelay: 600_000, maxRetryDelay: 600_000 });
// Full at once, so that the request is sent while the process still has something to do.
const writer = client.bulk.writer({ exitTimeout: 300, maxItems: 2 });
for (const n of [0, 1, 2]) void writer.add(finishOf(n)).then(({ status }) => report(status));
