import { inEveryPool } from './every-pool.contract.js';
import { describeChanging, describeForgetting, describeResetting } from './password-provider.contract.js';

inEveryPool('PasswordProvider', (as, { laboratory }) => {
  describeForgetting(as);
  describeChanging(as);
  if (laboratory) describeResetting(as);
});
