/** Makes writers, and nothing with them. */
import { createClient, report } from './process.ts';

createClient().bulk.writer();
createClient().bulk.writer({ flushInterval: 600_000 });
report('made');
