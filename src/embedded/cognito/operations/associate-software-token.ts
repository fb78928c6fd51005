import type {
  AssociateSoftwareTokenCommandInput,
  AssociateSoftwareTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { openSession, requireSession, resumeAttempt, spendSession } from '../auth/challenge-sessions.js';
import { requireSoftwareTokenPool } from '../auth/software-token-enrolment.js';
import { session, token } from '../protocol/input-fields.js';
import { inputOf, optional } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';
import { makeTotpSecret } from '../totp/totp.js';
import { saveUser } from '../users/find-user.js';

type Output = WireOutput<AssociateSoftwareTokenCommandOutput>;

export const associateSoftwareToken = operation({
  name: 'AssociateSoftwareToken',
  input: inputOf<AssociateSoftwareTokenCommandInput>()({
    AccessToken: optional(token),
    Session: optional(session),
  }),
  handle: ({ AccessToken, Session }, context): Output | Promise<Output> => {
    if (AccessToken !== undefined && Session === undefined) {
      return associateSignedIn(context, AccessToken);
    }
    if (Session !== undefined && AccessToken === undefined) {
      return associateSigningIn(context, Session);
    }
    throw refusals.invalidParameter('Either AccessToken or Session must be given, and not both.');
  },
});

/** The token in use stays until VerifySoftwareToken has seen a code of the new one. */
async function associateSignedIn(context: OperationContext, accessToken: string): Promise<Output> {
  const { pool, user } = await requireAccessToken(context, accessToken);
  requireSoftwareTokenPool(pool);
  const secret = makeTotpSecret();
  saveUser(context, { ...user, pendingSoftwareToken: secret });
  return { SecretCode: secret };
}

function associateSigningIn(context: OperationContext, sessionToken: string): Output {
  const current = requireSession(context, sessionToken, 'MFA_SETUP');
  const attempt = resumeAttempt(context, current);
  requireSoftwareTokenPool(attempt.pool);
  const secret = makeTotpSecret();
  spendSession(context, current);
  const next = openSession(context, attempt, 'MFA_SETUP', { step: 'associated', secret });
  return { SecretCode: secret, Session: next };
}
