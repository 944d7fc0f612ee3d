/** Aborts a call that would wait for a minute, and leaves its client open. */
import { aMinute, createClient, nameOf, report, waiting } from './process.ts';

const controller = new AbortController();
createClient(aMinute)
  .agentSpans.finish('span-1', {}, { signal: controller.signal })
  .catch((error: unknown) => report(nameOf(error)));
await waiting;
controller.abort('enough');
