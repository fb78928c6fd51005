import { describeAddressProofs, describeAddressRequests, describeEnds } from './account-provider.contract.js';
import { inEveryPool } from './every-pool.contract.js';

inEveryPool('AccountProvider', (as, { laboratory }) => {
  describeAddressRequests(as);
  describeEnds(as);
  if (laboratory) describeAddressProofs(as);
});
