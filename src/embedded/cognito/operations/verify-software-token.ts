import type {
  VerifySoftwareTokenCommandInput,
  VerifySoftwareTokenCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { openSession, requireSession, resumeAttempt, spendSession } from '../auth/challenge-sessions.js';
import { enrolSoftwareToken } from '../auth/software-token-enrolment.js';
import { deviceName, session, softwareTokenCode, token } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { WireOutput } from '../protocol/wire-output.js';
import { requireAccessToken } from '../tokens/access-token-check.js';

type Output = WireOutput<VerifySoftwareTokenCommandOutput>;

interface GivenCode {
  readonly code: string;
  readonly deviceName: string | undefined;
}

export const verifySoftwareToken = operation({
  name: 'VerifySoftwareToken',
  input: inputOf<VerifySoftwareTokenCommandInput>()({
    AccessToken: optional(token),
    Session: optional(session),
    UserCode: required(softwareTokenCode),
    FriendlyDeviceName: optional(deviceName),
  }),
  handle: ({ AccessToken, Session, UserCode, FriendlyDeviceName }, context): Output | Promise<Output> => {
    const given = { code: UserCode, deviceName: FriendlyDeviceName };
    if (AccessToken !== undefined && Session === undefined) {
      return verifySignedIn(context, AccessToken, given);
    }
    if (Session !== undefined && AccessToken === undefined) {
      return verifySigningIn(context, Session, given);
    }
    throw refusals.invalidParameter('Either AccessToken or Session must be given, and not both.');
  },
});

async function verifySignedIn(
  context: OperationContext,
  accessToken: string,
  given: GivenCode,
): Promise<Output> {
  const { user } = await requireAccessToken(context, accessToken);
  const secret = user.pendingSoftwareToken ?? user.softwareToken?.secret;
  if (secret === undefined) {
    throw refusals.softwareTokenNotFound();
  }
  enrolSoftwareToken(context, user, { ...given, secret });
  return { Status: 'SUCCESS' };
}

function verifySigningIn(context: OperationContext, sessionToken: string, given: GivenCode): Output {
  const current = requireSession(context, sessionToken, 'MFA_SETUP');
  const attempt = resumeAttempt(context, current);
  if (current.enrolment?.step !== 'associated') {
    throw refusals.softwareTokenNotFound();
  }
  enrolSoftwareToken(context, attempt.user, { ...given, secret: current.enrolment.secret });
  spendSession(context, current);
  return { Status: 'SUCCESS', Session: openSession(context, attempt, 'MFA_SETUP', { step: 'verified' }) };
}
