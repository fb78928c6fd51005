import {
  type CognitoIdentityProviderClient,
  ListUsersCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { LRUCache } from 'lru-cache';
import { bounded } from '../shared/bounded.js';

const SUB = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REMEMBERED = 10_000;

interface NamedUser {
  readonly UserPoolId: string;
  readonly Username: string;
}

/**
 * Lets every operation name a user by `sub`. Cognito takes that for its own users only; those that a social provider
 * brought have another name there, which is looked up when the first one is not found.
 */
export function nameExternalUsers(client: CognitoIdentityProviderClient): void {
  const usernames = new LRUCache<string, string>(bounded(REMEMBERED));
  client.middlewareStack.add(
    (next) => async (args) => {
      const { input } = args;
      if (!isNamedBySub(input)) return next(args);
      const { Username: sub } = input;
      const known = usernames.get(sub);
      if (known !== undefined) return next({ ...args, input: { ...input, Username: known } });
      try {
        return await next(args);
      } catch (error) {
        if (!(error instanceof UserNotFoundException)) throw error;
        const username = await usernameOf(client, input);
        if (username === undefined || username === sub) throw error;
        usernames.set(sub, username);
        return next({ ...args, input: { ...input, Username: username } });
      }
    },
    { step: 'initialize', name: 'nameExternalUsers', override: true },
  );
}

async function usernameOf(
  client: CognitoIdentityProviderClient,
  { UserPoolId, Username }: NamedUser,
): Promise<string | undefined> {
  const Filter = `sub = "${Username}"`;
  const { Users } = await client.send(new ListUsersCommand({ UserPoolId, Filter, Limit: 1 }));
  return Users?.[0]?.Username;
}

function isNamedBySub<Input extends object>(input: Input): input is Input & NamedUser {
  if (!('Username' in input && 'UserPoolId' in input)) return false;
  return typeof input.Username === 'string' && SUB.test(input.Username);
}
