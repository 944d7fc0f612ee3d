/** Closes its writer, and ends by itself. */
import { createClient, finishOf, report } from './process.ts';

const writer = createClient().bulk.writer({ flushInterval: 600_000 });
void writer.add(finishOf(0));
report(await writer.close());
report(process.listenerCount('beforeExit'));
