/** Chaos in full size: `bulk.executeAll`. */
import { executeAllRows, full } from './rows.ts';

executeAllRows('K2', full);
