/** Adds more than the queue holds, twice. */
import { createClient, finishOf } from './process.ts';

const writer = createClient().bulk.writer({ maxQueueItems: 2, overflow: 'drop' });
for (const n of [0, 1, 2, 3]) void writer.add(finishOf(n));
await writer.flush();
for (const n of [4, 5, 6, 7]) void writer.add(finishOf(n));
await writer.close();
