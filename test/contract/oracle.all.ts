/** Our validator against ajv, in full size. */
import { holdAgainstOracle } from './oracle.ts';

holdAgainstOracle(120_000);
