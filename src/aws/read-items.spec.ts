import type { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readItems } from './read-items.js';

const one = { id: { S: 'one' } };
const two = { id: { S: 'two' } };

/** Answers each call with one item and leaves the rest, or leaves everything. */
function fakeClient(itemsPerCall: number) {
  const asked: unknown[] = [];
  const send = (command: BatchGetItemCommand) => {
    const { Keys = [], ConsistentRead } = command.input.RequestItems?.['things'] ?? {};
    asked.push({ Keys, ConsistentRead });
    const left = Keys.slice(itemsPerCall);
    return Promise.resolve({
      Responses: { things: Keys.slice(0, itemsPerCall) },
      UnprocessedKeys: left.length > 0 ? { things: { Keys: left } } : {},
    });
  };
  return { asked, send: send as unknown as DynamoDBClient['send'] };
}

describe('readItems', () => {
  it('asks for nothing where no key is given', async () => {
    const client = fakeClient(1);
    await expect(readItems(client, 'things', [])).resolves.toEqual([]);
    expect(client.asked).toEqual([]);
  });

  it('asks again, consistently, for what was left unprocessed', async () => {
    const client = fakeClient(1);
    await expect(readItems(client, 'things', [one, two])).resolves.toEqual([one, two]);
    expect(client.asked).toEqual([
      { Keys: [one, two], ConsistentRead: true },
      { Keys: [two], ConsistentRead: true },
    ]);
  });

  it('gives up after a few rounds', async () => {
    const client = fakeClient(0);
    await expect(readItems(client, 'things', [one])).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(client.asked).toHaveLength(4);
  });

  it.each([{}, { Responses: {}, UnprocessedKeys: {} }])(
    'takes an empty answer for none: %j',
    async (answer) => {
      const client = { send: (() => Promise.resolve(answer)) as unknown as DynamoDBClient['send'] };
      await expect(readItems(client, 'things', [one])).rejects.toMatchObject({ code: 'service_unavailable' });
    },
  );
});
