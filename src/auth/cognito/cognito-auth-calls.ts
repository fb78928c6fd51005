import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type AuthenticationResultType,
  type ChallengeNameType,
  type CognitoIdentityProviderClient,
  type ContextDataType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { RequestOrigin } from '../../shared/caller.js';
import type { CognitoChallenge } from './cognito-challenges.js';
import type { CognitoSettings } from './cognito-settings.js';
import { secretHash } from './secret-hash.js';

/** Tokens or the next challenge. */
export interface CognitoAuthAnswer extends CognitoChallenge {
  readonly AuthenticationResult?: AuthenticationResultType | undefined;
}

export interface CognitoChallengeAnswer {
  readonly name: ChallengeNameType;
  readonly username: string;
  readonly session: string;
  /** Everything but `USERNAME` and `SECRET_HASH`. */
  readonly responses: Readonly<Record<string, string>>;
}

/** Cognito refuses header values beyond this in threat protection. */
const MAX_HEADER_LENGTH = 512;

/**
 * The two calls of a sign-in, in the form that the app client is set up for: signed with the visitor's address, or
 * public. Errors are the SDK's own.
 */
export class CognitoAuthCalls {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly settings: CognitoSettings,
  ) {}

  /** AdminInitiateAuth or InitiateAuth. */
  initiate(username: string, password: string, origin: RequestOrigin): Promise<CognitoAuthAnswer> {
    const { userPool, authFlow } = this.settings;
    const AuthParameters = { USERNAME: username, PASSWORD: password, ...this.secretHashFor(username) };
    const request = { ClientId: userPool.clientId, AuthFlow: authFlow, AuthParameters };
    if (authFlow === 'USER_PASSWORD_AUTH') return this.client.send(new InitiateAuthCommand(request));
    const context = contextOf(origin);
    return this.client.send(
      new AdminInitiateAuthCommand({ ...request, ...context, UserPoolId: userPool.userPoolId }),
    );
  }

  /** AdminRespondToAuthChallenge or RespondToAuthChallenge. */
  respond(answer: CognitoChallengeAnswer, origin: RequestOrigin): Promise<CognitoAuthAnswer> {
    const { userPool, authFlow } = this.settings;
    const request = {
      ClientId: userPool.clientId,
      ChallengeName: answer.name,
      Session: answer.session,
      ChallengeResponses: {
        ...answer.responses,
        USERNAME: answer.username,
        ...this.secretHashFor(answer.username),
      },
    };
    if (authFlow === 'USER_PASSWORD_AUTH')
      return this.client.send(new RespondToAuthChallengeCommand(request));
    const context = contextOf(origin);
    return this.client.send(
      new AdminRespondToAuthChallengeCommand({ ...request, ...context, UserPoolId: userPool.userPoolId }),
    );
  }

  private secretHashFor(username: string): { SECRET_HASH?: string } {
    const { clientId, clientSecret } = this.settings.userPool;
    return clientSecret === undefined ? {} : { SECRET_HASH: secretHash(username, clientId, clientSecret) };
  }
}

/** Where the visitor comes from, for Cognito's threat protection; left out where the address is not known. */
function contextOf(origin: RequestOrigin): { ContextData?: ContextDataType } {
  if (origin.ipAddress === '') return {};
  const userAgent = origin.userAgent.slice(0, MAX_HEADER_LENGTH);
  return {
    ContextData: {
      IpAddress: origin.ipAddress,
      ServerName: 'auth-service',
      ServerPath: '/api/v1/auth',
      HttpHeaders: userAgent === '' ? [] : [{ headerName: 'User-Agent', headerValue: userAgent }],
    },
  };
}
