import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { OAUTH_MISSING_STEP, OAuthErrorDto } from './oauth-error.dto.js';
import { refusalHeaders } from './refusal-responses.js';
import { unionSchema } from './unions.js';

const SESSION = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Yx4';

/** Every refusal of the token endpoint, by status. */
const REFUSALS: Readonly<Record<number, Readonly<Record<string, object>>>> = {
  400: {
    invalid_grant: {
      error: 'invalid_grant',
      error_description: 'The e-mail address and the password do not match.',
    },
    invalid_request: { error: 'invalid_request', error_description: 'username is missing' },
    unsupported_grant_type: {
      error: 'unsupported_grant_type',
      error_description: 'grant_type must be one of password, refresh_token, mfa_otp',
    },
  },
  403: {
    mfa_required: {
      error: 'mfa_required',
      error_description: 'Send the code with grant_type=mfa_otp and this session.',
      session: SESSION,
      method: 'TOTP',
      expires_in: 180,
    },
    mfa_selection_required: {
      error: 'mfa_selection_required',
      error_description:
        'This account has several second factors. Choose one: POST /auth/login, then POST /auth/mfa/select.',
      session: SESSION,
      methods: ['TOTP', 'EMAIL'],
      expires_in: 180,
    },
    mfa_setup_required: {
      error: 'mfa_setup_required',
      error_description:
        'This account needs a second factor first. Set one up: POST /auth/login, then POST /auth/mfa/setup.',
      session: SESSION,
      methods: ['TOTP'],
      expires_in: 180,
    },
    new_password_required: {
      error: 'new_password_required',
      error_description:
        'This account needs a new password first. Choose one: POST /auth/login, then POST /auth/new-password.',
      session: SESSION,
      expires_in: 180,
    },
  },
  429: {
    temporarily_unavailable: {
      error: 'temporarily_unavailable',
      error_description: 'This was asked for too often.',
    },
  },
  500: { server_error: { error: 'server_error', error_description: 'The request could not be answered.' } },
  503: {
    temporarily_unavailable: {
      error: 'temporarily_unavailable',
      error_description: 'A service that this one depends on does not answer.',
    },
  },
};

/** The responses of RFC 6749, 5.2, one for each status. */
export function oauthRefusals(): MethodDecorator[] {
  return [
    ApiExtraModels(OAuthErrorDto, ...Object.values(OAUTH_MISSING_STEP.members)),
    ...Object.entries(REFUSALS).map(([status, examples]) =>
      ApiResponse({
        status: Number(status),
        description: Object.keys(examples)
          .map((error) => `\`${error}\``)
          .join(', '),
        headers: refusalHeaders(Number(status)),
        content: {
          'application/json': {
            schema:
              status === '403' ? unionSchema(OAUTH_MISSING_STEP) : { $ref: getSchemaPath(OAuthErrorDto) },
            examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
          },
        },
      }),
    ),
  ];
}
