// Cognito and DynamoDB as far as a sign-in and a guarded request need them, with canned answers after a set time, so that
// nothing but the service is measured: `stand-in.mjs COGNITO_MS DYNAMODB_MS [TOKENS.json]`. `POST /take` answers the calls
// since the last time and for how long any of them was under way.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { profileItemOf, sessionItemOf } from './items.mjs';

const [cognitoMs, dynamodbMs, tokensFile] = process.argv.slice(2);
const tokens = tokensFile === undefined ? {} : JSON.parse(readFileSync(tokensFile, 'utf8'));
const changes = new Map();
let calls = {};
let running = 0;
let busySince = 0;
let busyMs = 0;
/** Of the calls to DynamoDB that have ended, the longest row of such that came one after the other. */
let rounds = 0;

const numberOf = (id) => Number.parseInt(id.slice(-12), 16);

const DYNAMODB = {
  GetItem: ({ TableName, Key }) =>
    TableName.endsWith('profiles') ? { Item: profileItemOf(numberOf(Key.userId.S)) } : {},
  BatchGetItem: ({ RequestItems }) => ({
    Responses: Object.fromEntries(
      Object.entries(RequestItems).map(([table, { Keys }]) => [
        table,
        Keys.flatMap(({ id, userId }) =>
          userId === undefined ? itemOf(id.S) : [profileItemOf(numberOf(userId.S))],
        ),
      ]),
    ),
    UnprocessedKeys: {},
  }),
  UpdateItem: (input) => {
    if (input.TableName.endsWith('profiles'))
      return { Attributes: profileItemOf(numberOf(input.Key.userId.S)) };
    if (!input.TableName.endsWith('counters')) return {};
    if (input.Key.id.S.startsWith('changes#')) return change(input);
    return { Attributes: { attempts: { N: '1' }, windowEndsAt: { N: String(Date.now() + 60_000) } } };
  },
  PutItem: () => ({}),
  DeleteItem: () => ({}),
  Query: () => ({ Items: [], Count: 0 }),
};

const COGNITO = {
  AdminInitiateAuth: ({ AuthParameters }) => ({
    AuthenticationResult: { ...tokens[AuthParameters.USERNAME], TokenType: 'Bearer', ExpiresIn: 3_600 },
    ChallengeParameters: {},
  }),
};

function itemOf(id) {
  if (id.startsWith('session#')) return [sessionItemOf(numberOf(id))];
  return changes.has(id) ? [changes.get(id)] : [];
}

/** `ADD #version :one, #pending :change`, or `DELETE #pending :change`. */
function change({
  Key,
  UpdateExpression,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
}) {
  const item = { ...(changes.get(Key.id.S) ?? Key) };
  const pending = new Set(item[names['#pending']]?.SS ?? []);
  const [id] = values[':change'].SS;
  if (UpdateExpression.startsWith('ADD')) {
    pending.add(id);
    item[names['#version']] = { N: String(Number(item[names['#version']]?.N ?? 0) + 1) };
  } else pending.delete(id);
  delete item[names['#pending']];
  if (pending.size > 0) item[names['#pending']] = { SS: [...pending] };
  changes.set(Key.id.S, item);
  return {};
}

function take() {
  const taken = { calls, busyMs, rounds };
  calls = {};
  busyMs = 0;
  rounds = 0;
  return taken;
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.url === '/take') {
    response.end(JSON.stringify(take()));
    return;
  }
  const [service, operation] = String(request.headers['x-amz-target']).split('.');
  const isCognito = service.startsWith('AWSCognito');
  if (running++ === 0) busySince = performance.now();
  const input = JSON.parse(Buffer.concat(chunks));
  const tables = [input.TableName ?? Object.keys(input.RequestItems ?? {})].flat();
  const name = `${operation} ${tables
    .map((table) => table.split('-').at(-1))
    .sort()
    .join('+')}`.trim();
  calls[name] = (calls[name] ?? 0) + 1;
  const milliseconds = Number(isCognito ? cognitoMs : dynamodbMs);
  const round = rounds + 1;
  if (milliseconds > 0) await sleep(milliseconds);
  const answer = (isCognito ? COGNITO : DYNAMODB)[operation]?.(input);
  response.writeHead(answer === undefined ? 400 : 200, {
    'content-type': isCognito ? 'application/x-amz-json-1.1' : 'application/x-amz-json-1.0',
  });
  response.end(JSON.stringify(answer ?? { __type: 'UnknownOperationException', message: name }));
  if (!isCognito) rounds = Math.max(rounds, round);
  if (--running === 0) busyMs += performance.now() - busySince;
});
// As long as AWS keeps them at least; after Node's own five seconds a second burst would meet sockets that are being closed.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
