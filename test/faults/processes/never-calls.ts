/** Makes clients, and nothing with them. */
import { createClient, report } from './process.ts';

createClient({ circuitBreaker: { threshold: 1, halfOpenAfter: 60_000 }, totalTimeout: 60_000 });
createClient();
report('made');
