import { describeAccounts, describeConfirmation } from './identity-provider.accounts.contract.js';
import {
  describeChallengeExpiry,
  describeChosenTotp,
  describeRequiredTotp,
  describeTotp,
} from './identity-provider.factors.contract.js';
import {
  IdentityProviderSteps,
  type IdentityProviderSubject,
  type IdentityProviderVariant,
} from './identity-provider.steps.js';
import { describeReuse, describeTokens } from './identity-provider.tokens.contract.js';

/** What every identity provider does, whatever its pool is set to. */
export function describeIdentityProviderContract(
  name: string,
  variant: IdentityProviderVariant,
  subject: () => IdentityProviderSubject,
): void {
  const as = new IdentityProviderSteps(subject, variant);

  describe(`IdentityProvider ${name}`, () => {
    describeAccounts(as, variant);
    describeTotp(as);
    if (variant.mfaRequired) describeRequiredTotp(as);
    else describeChosenTotp(as);
    describeTokens(as, variant);
    if (!variant.laboratory) return;
    describeConfirmation(as);
    describeChallengeExpiry(as);
    if (variant.rotation) describeReuse(as);
  });
}
