/** Adds items, and has nothing to do then long before they would be sent. */
import { createClient, finishOf, report } from './process.ts';

const writer = createClient().bulk.writer({ flushInterval: 600_000, maxItems: 2 });
for (const n of [0, 1, 2, 3, 4]) {
  void writer.add(finishOf(n)).then(({ index, status }) => report(`${index} ${status}`));
}
report('added');
