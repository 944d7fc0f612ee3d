/** Chaos in full size: `bulk.writer`. */
import { full, writerRows } from './chaos-rows.ts';

writerRows('K3', full);
