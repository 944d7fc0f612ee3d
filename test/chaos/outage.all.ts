/** Chaos in full size: the API is gone for five seconds. */
import { executeAllOutage, full, singleCallsOutage, writerOutage } from './rows.ts';

singleCallsOutage('K4', full);
executeAllOutage('K5', full);
writerOutage('K6', full);
