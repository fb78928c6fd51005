import { randomInt } from 'node:crypto';
import type {
  CreateUserPoolClientCommandInput,
  CreateUserPoolClientCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { clientSettingsInput } from '../pools/client-input.js';
import { makeClientSettings } from '../pools/client-settings.js';
import { clientView } from '../pools/client-view.js';
import { requirePool } from '../pools/find-pool.js';
import { clientSecret, poolName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { flag } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';
import type { ClientRecord } from '../store/records.js';

const ID_LENGTH = 26;
const SECRET_LENGTH = 52;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

export const createUserPoolClient = operation({
  name: 'CreateUserPoolClient',
  input: inputOf<CreateUserPoolClientCommandInput>()({
    UserPoolId: required(userPoolId),
    ClientName: required(poolName),
    GenerateSecret: optional(flag()),
    ClientSecret: optional(clientSecret),
    ...clientSettingsInput,
  }),
  handle: (input, context): WireOutput<CreateUserPoolClientCommandOutput> => {
    const { UserPoolId, ClientName, GenerateSecret, ClientSecret, ...given } = input;
    const pool = requirePool(context, UserPoolId);
    if (GenerateSecret === true && ClientSecret !== undefined) {
      throw refusals.invalidParameter('GenerateSecret and ClientSecret cannot both be given.');
    }
    const client: ClientRecord = {
      id: randomText(ID_LENGTH),
      poolId: pool.id,
      name: ClientName,
      secret: GenerateSecret === true ? randomText(SECRET_LENGTH) : ClientSecret,
      createdAt: context.now(),
      modifiedAt: context.now(),
      settings: makeClientSettings(context, pool, given),
    };
    context.store.clients.put(client);
    return { UserPoolClient: clientView(client) };
  },
});

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
