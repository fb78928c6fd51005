import type { Union } from '../../http/unions.js';
import { AppError } from '../../shared/app-error.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../../users/dto/user-profile.dto.js';
import type { Authenticated, AuthOutcome } from '../auth-outcome.js';
import type { TokenSet } from '../identity-provider.port.js';
import {
  AuthenticatedDto,
  type AuthResultDto,
  MfaRequiredDto,
  MfaSelectionRequiredDto,
  MfaSetupRequiredDto,
  NewPasswordRequiredDto,
  SocialLinkRequiredDto,
  type TokensDto,
} from './auth-result.dto.js';

/** For `@Endpoint({ returns: AUTH_RESULT })`. */
export const AUTH_RESULT = {
  name: 'AuthResult',
  description: 'What a step of a sign-in leads to: tokens, or the next step, which `status` names.',
  property: 'status',
  members: {
    AUTHENTICATED: AuthenticatedDto,
    MFA_REQUIRED: MfaRequiredDto,
    MFA_SELECTION_REQUIRED: MfaSelectionRequiredDto,
    MFA_SETUP_REQUIRED: MfaSetupRequiredDto,
    NEW_PASSWORD_REQUIRED: NewPasswordRequiredDto,
    SOCIAL_LINK_REQUIRED: SocialLinkRequiredDto,
  },
} satisfies Union & { members: Record<AuthResultDto['status'], unknown> };

/** The answer to an outcome; a refusal is thrown for the error filter. */
export function toAuthResult(outcome: AuthOutcome): AuthResultDto {
  switch (outcome.status) {
    case 'REFUSED':
      throw new AppError(outcome.code, {
        ...(outcome.retryAfterSeconds !== undefined && { retryAfterSeconds: outcome.retryAfterSeconds }),
      });
    case 'AUTHENTICATED':
      return toAuthenticated(outcome);
    case 'MFA_REQUIRED':
    case 'SOCIAL_LINK_REQUIRED':
      return { ...outcome };
    case 'MFA_SELECTION_REQUIRED':
    case 'MFA_SETUP_REQUIRED':
      return { ...outcome, methods: [...outcome.methods] };
    case 'NEW_PASSWORD_REQUIRED':
      return { ...outcome };
  }
}

function toAuthenticated(outcome: Authenticated): AuthenticatedDto {
  return {
    status: 'AUTHENTICATED',
    tokens: toTokens(outcome.tokens),
    user: UserProfileDto.of(outcome.profile),
    ...(outcome.recoveryCodes && { recoveryCodes: [...outcome.recoveryCodes] }),
  };
}

function toTokens({ accessToken, idToken, refreshToken, expiresIn }: TokenSet): TokensDto {
  return { accessToken, idToken, refreshToken, tokenType: 'Bearer', expiresIn };
}

const SESSION = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4…';

const AUTHENTICATED_EXAMPLE: AuthenticatedDto = {
  status: 'AUTHENTICATED',
  tokens: {
    accessToken: 'eyJraWQiOiJhY2Nlc3MiLCJhbGciOiJSUzI1NiJ9.…',
    idToken: 'eyJraWQiOiJpZCIsImFsZyI6IlJTMjU2In0.…',
    refreshToken: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.…',
    tokenType: 'Bearer',
    expiresIn: 3600,
  },
  user: USER_PROFILE_EXAMPLE,
};

/** Answers as they come, for the document. */
export const AUTH_EXAMPLES = {
  authenticated: AUTHENTICATED_EXAMPLE,
  firstFactor: { ...AUTHENTICATED_EXAMPLE, recoveryCodes: ['7K2M-9QXB-4TRD-W3HN', 'QW8E-R7TY-0PAS-D5FG'] },
  mfaRequired: { status: 'MFA_REQUIRED', session: SESSION, expiresIn: 180, method: 'TOTP' },
  mfaSetupRequired: {
    status: 'MFA_SETUP_REQUIRED',
    session: SESSION,
    expiresIn: 180,
    methods: ['TOTP'],
  },
  newPasswordRequired: {
    status: 'NEW_PASSWORD_REQUIRED',
    session: SESSION,
    expiresIn: 180,
    reason: 'INVITED',
  },
  socialLinkRequired: {
    status: 'SOCIAL_LINK_REQUIRED',
    session: SESSION,
    expiresIn: 180,
    destination: 'a***@e***.com',
  },
} as const;
