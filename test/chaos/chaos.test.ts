/** Everything goes wrong at once, and nothing is lost or recorded twice. In full size: `npm run test:all`. */
import {
  executeAllOutage,
  executeAllRows,
  fifthFailsRow,
  singleCallsOutage,
  singleCallsRows,
  small,
  writerOutage,
  writerRows,
} from './rows.ts';

singleCallsRows('K1', small);
executeAllRows('K2', small);
writerRows('K3', small);
singleCallsOutage('K4', small);
executeAllOutage('K5', small);
writerOutage('K6', small);
fifthFailsRow('K7');
