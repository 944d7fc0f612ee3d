/** Ends while items are queued: by `process.exit()`, or by an error that nobody catches. */
import { createClient, finishOf, report } from './process.ts';

const writer = createClient().bulk.writer({ flushInterval: 600_000 });
for (const n of [0, 1, 2]) void writer.add(finishOf(n));
report('added');
if (process.argv[3] === 'exit') process.exit(3);
throw new Error('nobody catches this');
