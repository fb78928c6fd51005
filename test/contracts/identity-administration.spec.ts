import { inEveryPool } from './every-pool.contract.js';
import { describeAccounts, describeInvitations } from './identity-administration.contract.js';
import { describeGroups, describeListing } from './identity-administration.groups.contract.js';

inEveryPool('IdentityAdministration', (as, { laboratory }) => {
  describeAccounts(as);
  describeGroups(as);
  if (!laboratory) return;
  describeInvitations(as);
  describeListing(as);
});
