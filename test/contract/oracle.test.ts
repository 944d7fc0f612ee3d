/** Our validator against ajv. In full size: `npm run test:all`. */
import { holdAgainstOracle } from './oracle.ts';

holdAgainstOracle(12_000);
