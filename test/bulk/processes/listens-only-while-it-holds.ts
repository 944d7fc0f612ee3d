/** Counts who waits for the end of the process while writers hold something, and when they do not any more. */
import { createClient, finishOf, report } from './process.ts';

const client = createClient();
const count = (): void => report(process.listenerCount('beforeExit'));
const writers = [client.bulk.writer(), client.bulk.writer()];
count();
for (const writer of writers) void writer.add(finishOf(0));
count();
await Promise.all(writers.map((writer) => writer.flush()));
count();
