/** Has other things to do for a while, so that a writer's own timers send what it holds. */
import { createClient, finishOf, report } from './process.ts';

const writer = createClient().bulk.writer({ flushInterval: 5 });
const busy = setInterval(() => {}, 1_000);
report((await writer.add(finishOf(0))).status);
clearInterval(busy);
