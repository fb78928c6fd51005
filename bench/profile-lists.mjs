import { marshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import { DynamoDbProfileRepository } from '../dist/users/dynamodb/dynamodb-profile-repository.js';
import { profileTable, toProfileItem } from '../dist/users/dynamodb/profile.table.js';
import { newProfile } from '../dist/users/new-profile.js';
import { compareSizes } from './support/sizes.mjs';

const LIMIT = 25;
const START = Date.parse('2026-01-01T00:00:00.000Z');

/** Large enough shares that the smallest directory also holds more of each list than a page looks at. */
const ROLES = { HR: 0.25, Manager: 0.25, Employee: 0.5 };
const STATUSES = { DISABLED: 0.01, UNCONFIRMED: 0.24, ACTIVE: 0.75 };
const DEPARTMENTS = 4;
const NAMES = 2;

const READS = {
  'first page': page({}, 0),
  'middle page': page({}, 0.5),
  'deep page': page({}, 0.8),
  'by role, first': page({ role: 'HR' }, 0),
  'by role, middle': page({ role: 'HR' }, 0.2),
  'by department': page({ department: 'Department 3' }, 0),
  'by status': page({ status: 'UNCONFIRMED' }, 0),
  'by beginning of e-mail': page({ email: 'name1.' }, 0),
  'by department and status': page({ department: 'Department 3', status: 'ACTIVE' }, 0),
  'hardly anybody matches': page({ email: 'name1.', status: 'DISABLED' }, 0),
};

/** What a page of profiles costs in directories of several sizes. */
export function profileLists({ sizes, rounds }) {
  return compareSizes({
    sizes,
    rounds,
    definition: profileTable,
    itemOf: (number) => marshall(toProfileItem(profileOf(number)), { removeUndefinedValues: true }),
    reader: (client, connection) => new DynamoDbProfileRepository(client, connection),
    reads: READS,
  });
}

/** Position 0 is the first page, 1 the end of the list. */
function page(query, position) {
  return async (repository, size) => {
    const { profiles } = await repository.list(query, LIMIT, positionIn(size, position));
    return profiles.length;
  };
}

/** Where somebody of this place in the list was created. */
function positionIn(size, position) {
  if (position === 0) return null;
  return toProfileItem(profileOf(Math.round(size * (1 - position)))).createdKey;
}

/** The same person each time, of random looks. */
function profileOf(person) {
  const hash = createHash('sha256').update(String(person)).digest();
  const [role, status] = [pick(ROLES, hash.readUInt32BE(16)), pick(STATUSES, hash.readUInt32BE(20))];
  const id = hash.toString('hex');
  const identity = {
    userId: [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join('-'),
    email: `name${hash[24] % NAMES}.${person}@example.com`,
    emailVerified: true,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role,
    department: `Department ${hash[25] % DEPARTMENTS}`,
    employeeId: `E-${person}`,
    termsVersion: '1',
    termsAcceptedAt: timeOf(person),
  };
  return newProfile(identity, status, timeOf(person));
}

function timeOf(person) {
  return new Date(START + person * 60_000).toISOString();
}

function pick(shares, random) {
  let left = random / 2 ** 32;
  return Object.entries(shares).find(([, share]) => (left -= share) < 0)?.[0] ?? Object.keys(shares).at(-1);
}
