/** All that keeps this process alive is the wait for a retry. */
import { createClient, report } from './process.ts';

createClient({ initialRetryDelay: 200 })
  .agentSpans.finish('span-1')
  .then(({ id }) => report(`finished ${id}`));
