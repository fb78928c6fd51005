import type {
  AttributeValue,
  BatchGetItemCommand,
  BatchGetItemCommandOutput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { readItem, readItems } from './read-items.js';

type Attributes = Record<string, AttributeValue>;
type Asked = Record<string, readonly Attributes[]>;
type Answer = Pick<BatchGetItemCommandOutput, 'Responses' | 'UnprocessedKeys'>;

const one = { id: { S: 'one' } };
const two = { id: { S: 'two' } };
const three = { id: { S: 'three' } };

/** Answers each call by `answer`, and notes the keys of each table that it was asked for. */
function fakeClient(answer: (asked: Asked, call: number) => Answer) {
  const calls: Asked[] = [];
  const send = async (command: BatchGetItemCommand): Promise<Answer> => {
    const tables = Object.entries(command.input.RequestItems ?? {});
    expect(tables.every(([, { ConsistentRead }]) => ConsistentRead)).toBe(true);
    const asked = Object.fromEntries(tables.map(([table, { Keys = [] }]) => [table, Keys]));
    calls.push(asked);
    await Promise.resolve();
    return answer(asked, calls.length);
  };
  return { calls, send: send as unknown as DynamoDBClient['send'] };
}

/** Every item exists and says which one it is, in another order than asked for. */
function everything(asked: Asked): Answer {
  const items = Object.entries(asked).map(
    ([table, keys]) => [table, [...keys].reverse().map((key) => ({ label: { S: table }, ...key }))] as const,
  );
  return { Responses: Object.fromEntries(items), UnprocessedKeys: {} };
}

/** Finds nothing, and leaves one key. */
function unprocessed(table: string, key: Attributes): Answer {
  return { Responses: { a: [], b: [] }, UnprocessedKeys: { [table]: { Keys: [key] } } };
}

function refusal(): Error {
  return Object.assign(new Error('refused'), {
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
  });
}

describe('readItem', () => {
  it('joins the reads of one turn, of whatever table, and gives each its own item', async () => {
    const client = fakeClient(everything);
    const items = await Promise.all([
      readItem(client, 'a', one),
      readItem(client, 'b', one),
      readItem(client, 'a', two),
    ]);
    expect(items).toEqual([
      { label: { S: 'a' }, ...one },
      { label: { S: 'b' }, ...one },
      { label: { S: 'a' }, ...two },
    ]);
    expect(client.calls).toEqual([{ a: [one, two], b: [one] }]);
  });

  it('joins no read to a call that has begun, so that nobody gets what was there before', async () => {
    const client = fakeClient(everything);
    const first = readItem(client, 'a', one);
    await new Promise(setImmediate);
    await Promise.all([first, readItem(client, 'a', one)]);
    expect(client.calls).toEqual([{ a: [one] }, { a: [one] }]);
  });

  it('asks once for what several want, and tells absent items', async () => {
    const client = fakeClient(() => ({ Responses: { a: [one] }, UnprocessedKeys: {} }));
    await expect(
      Promise.all([
        readItem(client, 'a', one),
        readItem(client, 'a', two),
        readItem(client, 'a', { ...one }),
      ]),
    ).resolves.toEqual([one, undefined, one]);
    expect(client.calls).toEqual([{ a: [one, two] }]);
  });

  it('knows keys of two attributes in any order', async () => {
    const client = fakeClient(() => ({
      Responses: { a: [{ chain: { S: 'c' }, sequence: { N: '7' }, hash: { S: 'h' } }] },
      UnprocessedKeys: {},
    }));
    const found = await Promise.all([
      readItem(client, 'a', { sequence: { N: '7' }, chain: { S: 'c' } }),
      readItem(client, 'a', { chain: { S: 'c' }, sequence: { N: '8' } }),
    ]);
    expect(found.map((item) => item?.['hash']?.S)).toEqual(['h', undefined]);
  });

  it('makes a call of every hundred keys', async () => {
    const client = fakeClient(everything);
    const keys = Array.from({ length: 250 }, (_, number) => ({ id: { S: String(number) } }));
    const items = await Promise.all(keys.map((key) => readItem(client, 'a', key)));
    expect(items.map((item) => item?.['id']?.S)).toEqual(keys.map(({ id }) => id.S));
    expect(client.calls.map(({ a }) => a?.length)).toEqual([100, 100, 50]);
  });

  it('asks again for what was left unprocessed, and lets the others go on meanwhile', async () => {
    const client = fakeClient((_asked, call) =>
      call === 1
        ? { Responses: { a: [one] }, UnprocessedKeys: { a: { Keys: [two] } } }
        : { Responses: { a: [two] }, UnprocessedKeys: {} },
    );
    const second = readItem(client, 'a', two);
    await expect(readItem(client, 'a', one)).resolves.toEqual(one);
    expect(client.calls).toHaveLength(1);
    await expect(second).resolves.toEqual(two);
    expect(client.calls).toEqual([{ a: [two, one] }, { a: [two] }]);
  });

  it('gives up after a few rounds', async () => {
    const client = fakeClient(() => ({ Responses: {}, UnprocessedKeys: { a: { Keys: [one] } } }));
    await expect(readItem(client, 'a', one)).rejects.toMatchObject({
      code: 'service_unavailable',
    });
    expect(client.calls).toHaveLength(4);
  });

  it.each<[string, Answer]>([
    ['is empty', {}],
    ['names no table', { Responses: {}, UnprocessedKeys: {} }],
    ['names another table only', { Responses: { b: [] }, UnprocessedKeys: {} }],
    ['holds an item that nobody asked for', { Responses: { a: [three], b: [] } }],
    ['leaves a key unprocessed that nobody asked for', unprocessed('a', three)],
    ['leaves the key of another table unprocessed', unprocessed('constructor', one)],
  ])('takes nothing for absent by an answer that %s', async (_, answer) => {
    const client = fakeClient(() => answer);
    const outcomes = await Promise.allSettled([readItem(client, 'a', one), readItem(client, 'b', two)]);
    const refused = { status: 'rejected', reason: { code: 'service_unavailable' } };
    expect(outcomes).toMatchObject([refused, refused]);
  });

  it('asks again where nothing at all was processed', async () => {
    const client = fakeClient((asked, call) =>
      call === 1 ? { UnprocessedKeys: { a: { Keys: [one] } } } : everything(asked),
    );
    await expect(readItem(client, 'a', one)).resolves.toMatchObject(one);
  });

  it('gives nobody the item of a key or a table that is named as what every object has', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const client = fakeClient(everything);
    const items = await Promise.all(
      names.flatMap((table) => names.map((name) => readItem(client, table, { id: { S: name } }))),
    );
    expect(items).toEqual(
      names.flatMap((table) => names.map((name) => ({ label: { S: table }, id: { S: name } }))),
    );
    const none = fakeClient((asked) => ({
      Responses: Object.fromEntries(Object.keys(asked).map((table) => [table, []])),
    }));
    await expect(
      Promise.all(names.map((name) => readItem(none, '__proto__', { id: { S: name } }))),
    ).resolves.toEqual([undefined, undefined, undefined]);
  });

  it('fails everybody who shared a call that was throttled, and nobody after them', async () => {
    const client = fakeClient((asked, call) => {
      if (call === 1) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      return everything(asked);
    });
    const outcomes = await Promise.allSettled([readItem(client, 'a', one), readItem(client, 'a', two)]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'service_unavailable' } },
      { status: 'rejected', reason: { code: 'service_unavailable' } },
    ]);
    expect(client.calls).toHaveLength(1);
    await expect(readItem(client, 'a', one)).resolves.toMatchObject(one);
  });

  it('tells a refusal to nobody but the one whose key is at fault', async () => {
    const bad = { id: { S: '' } };
    const client = fakeClient((asked) => {
      if (asked['a']?.includes(bad)) throw refusal();
      return everything(asked);
    });
    const outcomes = await Promise.allSettled([
      readItem(client, 'a', one),
      readItem(client, 'a', bad),
      readItem(client, 'a', two),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: one },
      { status: 'rejected', reason: { code: 'internal_error' } },
      { status: 'fulfilled', value: two },
    ]);
  });

  it('shares calls among all who use the same client', async () => {
    const [client, other] = [fakeClient(everything), fakeClient(everything)];
    await Promise.all([readItem(client, 'a', one), readItem(client, 'b', two), readItem(other, 'a', one)]);
    expect(client.calls).toEqual([{ a: [one], b: [two] }]);
    expect(other.calls).toEqual([{ a: [one] }]);
  });
});

/** Answers each call with one item and leaves the rest, or leaves everything. */
function partialClient(itemsPerCall: number) {
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
    const client = partialClient(1);
    await expect(readItems(client, 'things', [])).resolves.toEqual([]);
    expect(client.asked).toEqual([]);
  });

  it('asks again, consistently, for what was left unprocessed', async () => {
    const client = partialClient(1);
    await expect(readItems(client, 'things', [one, two])).resolves.toEqual([one, two]);
    expect(client.asked).toEqual([
      { Keys: [one, two], ConsistentRead: true },
      { Keys: [two], ConsistentRead: true },
    ]);
  });

  it('asks once for a key that is given twice, which DynamoDB refuses', async () => {
    const client = partialClient(2);
    await expect(readItems(client, 'things', [one, two, { ...one }])).resolves.toEqual([one, two]);
    expect(client.asked).toEqual([{ Keys: [one, two], ConsistentRead: true }]);
  });

  it('gives up after a few rounds', async () => {
    const client = partialClient(0);
    await expect(readItems(client, 'things', [one])).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(client.asked).toHaveLength(4);
  });

  it.each([{}, { Responses: {}, UnprocessedKeys: {} }, { Responses: { things: [two] } }])(
    'takes an answer that is not whole for none: %j',
    async (answer) => {
      const client = { send: (() => Promise.resolve(answer)) as unknown as DynamoDBClient['send'] };
      await expect(readItems(client, 'things', [one])).rejects.toMatchObject({ code: 'service_unavailable' });
    },
  );
});
