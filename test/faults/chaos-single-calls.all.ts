/** Chaos in full size: single calls. */
import { full, singleCallsRows } from './chaos-rows.ts';

singleCallsRows('K1', full);
