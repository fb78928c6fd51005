import { inEveryPool } from './every-pool.contract.js';
import { describeFactors } from './factor-provider.contract.js';

inEveryPool('FactorProvider', describeFactors);
