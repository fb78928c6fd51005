// What calls to AWS cost, reckoned from the counted calls of docs/architecture.md.

/** US dollars in us-east-1, list prices of November 2026; Cognito is the Essentials plan, DynamoDB on demand. */
export const PRICES = {
  activeUser: 0.015,
  freeActiveUsers: 10_000,
  millionReadUnits: 0.125,
  millionWriteUnits: 0.625,
  gigabyteMonth: 0.25,
};

/** What one active user does in a month: operation → times. */
export const HABITS = {
  login: 20,
  verifyMfa: 20,
  refresh: 40,
  logout: 20,
  updateMyProfile: 0.2,
  forgotPassword: 0.1,
  resetPassword: 0.1,
  register: 0.05,
  confirmSignUp: 0.05,
};
/** Guarded requests of one active user in a month that find the caches empty. */
export const COLD_REQUESTS = 400;
const COLD_REQUEST = 'BatchGetItem profiles+sessions';

export const USERS = [1_000, 1_000_000, 100_000_000];

/** The busiest second of a month against its average. */
export const PEAK = 10;
const SECONDS_A_MONTH = 30 * 86_400;

/** Index entries that are written with a new item; they hold keys alone. */
const INDEXES = { audit: 3, profiles: 5, sessions: 1 };
/** Windows of rate limits that one operation counts in. */
const COUNTERS = 3;
/** Kilobytes kept for each user (profile, living sessions, factors), and for each audit event with its index entries. */
const USER_KB = 4;
const EVENT_KB = 1.2;

/** Items of a list's page. */
const PAGE = 25;

/** Which of Cognito's quotas a call counts towards, in calls a second for an account and region. */
const QUOTAS = {
  AdminInitiateAuth: ['sign-in', 120],
  GetTokensFromRefreshToken: ['sign-in', 120],
  AdminRespondToAuthChallenge: ['answers to challenges', 360],
  RevokeToken: ['revocation', 120],
  SignUp: ['sign-up', 50],
  ForgotPassword: ['account recovery', 30],
  ConfirmForgotPassword: ['account recovery', 30],
  AdminUserGlobalSignOut: ['updates of users', 25],
};

/** Operation → calls: `{ login: ['AdminInitiateAuth', 'PutItem audit', …] }`. */
export function countedCalls(architecture) {
  const block = /<!-- upstream-calls -->([^]*?)<!-- \/upstream-calls -->/.exec(architecture)[1];
  const rows = block.split('\n').filter((line) => line.startsWith('| `'));
  return Object.fromEntries(
    rows.map((row) => {
      const [, operation, cognito, dynamodb] = row.split('|').map((cell) => cell.trim());
      const calls = [...listed(cognito), ...listed(dynamodb)];
      // One read of a list is of all its items.
      const paged = calls.filter((call) => call.startsWith('Query')).length >= 8;
      const named = calls.map((call) => (paged ? call.replace('BatchGetItem', 'BatchGetPage') : call));
      return [operation.replaceAll('`', ''), named];
    }),
  );
}

/** `PutItem audit × 2, GetItem counters` → each call as often as it is made. */
function listed(cell) {
  return cell
    .split(', ')
    .filter((call) => call !== 'none')
    .flatMap((call) => {
      const [name, times = '1'] = call.split(' × ');
      const often = name === 'UpdateItem counters' ? COUNTERS : Number(times);
      return Array.from({ length: often }, () => name);
    });
}

/** Capacity units of one call, by its table or tables; items are below a kilobyte, and reads are consistent. */
function unitsOf(call) {
  const [operation, table] = call.split(' ');
  const indexes = INDEXES[table] ?? 0;
  if (operation === 'GetItem' || operation === 'Query') return { read: 1, write: 0 };
  if (operation === 'BatchGetItem') {
    const units = table.split('+').map((each) => (each === 'sessions' || each === 'counters' ? 2 : 1));
    return { read: units.reduce((total, unit) => total + unit), write: 0 };
  }
  if (operation === 'BatchGetPage') return { read: PAGE, write: 0 };
  if (operation === 'PutItem') return { read: 0, write: 1 + indexes };
  if (operation === 'UpdateItem') return { read: 0, write: 1 };
  return { read: 0, write: 0 };
}

function sum(calls) {
  const units = calls.map(unitsOf);
  const cognito = calls.filter((call) => !call.includes(' ')).length;
  return {
    cognito,
    dynamodb: calls.length - cognito,
    read: units.reduce((total, { read }) => total + read, 0),
    write: units.reduce((total, { write }) => total + write, 0),
  };
}

function priceOf({ read, write }) {
  return (read * PRICES.millionReadUnits + write * PRICES.millionWriteUnits) / 1e6;
}

export function operationTable(counted) {
  const rows = Object.entries(counted).map(([operation, calls]) => {
    const { cognito, dynamodb, read, write } = sum(calls);
    const dollars = priceOf({ read, write }) * 1e6;
    return `| \`${operation}\` | ${cognito} | ${dynamodb} | ${read} | ${write} | $${dollars.toFixed(2)} |`;
  });
  return [
    '| operation | calls to Cognito | calls to DynamoDB | read units | write units | DynamoDB, a million times |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** What one active user does in a month, as calls → times. */
function monthOf(counted) {
  const month = new Map();
  const add = (call, times) => month.set(call, (month.get(call) ?? 0) + times);
  for (const [operation, times] of Object.entries(HABITS)) {
    if (counted[operation] === undefined) throw new Error(`The calls of ${operation} are not counted.`);
    for (const call of counted[operation]) add(call, times);
  }
  for (const call of COLD_REQUEST.split(', ')) add(call, COLD_REQUESTS);
  return month;
}

export function monthTable(counted, auditMonths) {
  const month = [...monthOf(counted)];
  const units = month.reduce(
    (total, [call, times]) => {
      const { read, write } = unitsOf(call);
      return { read: total.read + read * times, write: total.write + write * times };
    },
    { read: 0, write: 0 },
  );
  const events = month.find(([call]) => call === 'PutItem audit')[1];
  const rows = USERS.map((users) => {
    const cognito = Math.max(0, users - PRICES.freeActiveUsers) * PRICES.activeUser;
    const requests = users * priceOf(units);
    const kept = (users * (USER_KB + events * EVENT_KB * auditMonths)) / 1e6;
    const storage = kept * PRICES.gigabyteMonth;
    return `| ${cell(users)} | ${dollars(cognito)} | ${dollars(requests)} | ${dollars(storage)} | ${dollars(cognito + requests + storage)} |`;
  });
  return [
    `| active users | Cognito | DynamoDB, requests | DynamoDB, storage after ${auditMonths} months | together a month |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export function quotaTable(counted) {
  const rates = new Map();
  for (const [call, times] of monthOf(counted)) {
    if (call.includes(' ')) continue;
    const [category, quota] = QUOTAS[call] ?? [];
    if (category === undefined) continue;
    rates.set(category, { quota, times: (rates.get(category)?.times ?? 0) + times });
  }
  const rows = [...rates].map(([category, { quota, times }]) => {
    const peaks = USERS.map((users) => (users * times * PEAK) / SECONDS_A_MONTH);
    const cells = peaks.map((peak) => (peak > quota ? `**${rate(peak)}**` : rate(peak)));
    return `| ${category} | ${quota} | ${cells.join(' | ')} |`;
  });
  return [
    `| calls a second | default quota | ${USERS.map((users) => `${cell(users)} users`).join(' | ')} |`,
    `| --- | --- | ${USERS.map(() => '---').join(' | ')} |`,
    ...rows,
  ].join('\n');
}

function rate(perSecond) {
  return perSecond < 1 ? 'below 1' : cell(Math.ceil(perSecond));
}

function dollars(amount) {
  return amount > 0 && amount < 1 ? '< $1' : `$${cell(Math.round(amount))}`;
}

function cell(number) {
  return number.toLocaleString('en-US');
}
