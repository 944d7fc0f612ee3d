/** Chaos in full size: `bulk.writer`. */
import { full, writerRows } from './rows.ts';

writerRows('K3', full);
