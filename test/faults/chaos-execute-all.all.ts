/** Chaos in full size: `bulk.executeAll`. */
import { executeAllRows, full } from './chaos-rows.ts';

executeAllRows('K2', full);
