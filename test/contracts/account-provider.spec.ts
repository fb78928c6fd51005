import {
  describeAddressProofs,
  describeAddressRequests,
  describeEnds,
  describeLocale,
} from './account-provider.contract.js';
import { inEveryPool } from './every-pool.contract.js';

inEveryPool('AccountProvider', (as, { laboratory }) => {
  describeAddressRequests(as);
  describeLocale(as);
  describeEnds(as);
  if (laboratory) describeAddressProofs(as);
});
