import { type BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { somebody } from '../../../test/contracts/profile-repository.identities.js';
import { newProfile } from '../new-profile.js';
import { ProfileIndex } from './profile-index.js';
import { emailKey, shardOf, toProfileItem } from './profile.table.js';

const TABLE = 'profiles';
const AT = '2026-01-01T00:00:00.000Z';
const USER_ID = 'user-1';
const BEFORE = 'ada@example.com';
const NOW = 'ada.lovelace@example.com';

const ITEM = marshall(toProfileItem(newProfile(somebody({ userId: USER_ID, email: NOW }), 'ACTIVE', AT)));

/** An index that has the new address of a profile already, and still the former one; DynamoDB refuses keys that stand twice. */
function clientOnTheWay(): Pick<DynamoDBClient, 'send'> {
  const send = (command: QueryCommand | BatchGetItemCommand) => {
    if (command instanceof QueryCommand) {
      const shard = command.input.ExpressionAttributeValues?.[':partition']?.S;
      const Items = [BEFORE, NOW]
        .filter((email) => shardOf(email) === shard)
        .map((email) => ({ userId: { S: USER_ID }, emailKey: { S: emailKey(USER_ID, email) } }));
      return Promise.resolve({ Items });
    }
    const { Keys = [] } = command.input.RequestItems?.[TABLE] ?? {};
    if (new Set(Keys.map(({ userId }) => userId?.S)).size < Keys.length) {
      return Promise.reject(new Error('Provided list of item keys contains duplicates'));
    }
    return Promise.resolve({ Responses: { [TABLE]: [ITEM] }, UnprocessedKeys: {} });
  };
  return { send: send as DynamoDBClient['send'] };
}

describe('a list of profiles', () => {
  it('has a profile once that the index still names where it was', async () => {
    const index = new ProfileIndex(clientOnTheWay(), TABLE);
    const { profiles } = await index.list({ email: 'ada' }, 10, null);
    expect(profiles.map(({ email }) => email)).toEqual([NOW]);
  });
});
