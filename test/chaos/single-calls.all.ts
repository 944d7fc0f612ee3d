/** Chaos in full size: single calls. */
import { full, singleCallsRows } from './rows.ts';

singleCallsRows('K1', full);
