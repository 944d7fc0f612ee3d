/** Adds an item again whenever it is given up. */
import { createClient, finishOf, report } from './process.ts';

const writer = createClient({ maxRetries: 0 }).bulk.writer({ exitTimeout: 100, flushInterval: 600_000 });
let count = 0;
const add = (): void => {
  count += 1;
  void writer.add(finishOf(count)).then(({ status }) => {
    report(status);
    add();
  });
};
add();
