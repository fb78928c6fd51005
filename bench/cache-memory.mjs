// What the caches of the guards take when far more is put in than they hold: `node --expose-gc bench/cache-memory.mjs`.
import { randomBytes } from 'node:crypto';
import { VerifiedTokenCache } from '../dist/auth/cognito/verified-token-cache.js';
import { FreshCache } from '../dist/shared/fresh-cache.js';
import { fromProfileItem } from '../dist/users/dynamodb/profile.table.js';
import { profileItemOf, sessionItemOf } from './support/items.mjs';
import { fromSessionItem } from '../dist/sessions/dynamodb/session.table.js';
import { NO_SIGN_OUT } from '../dist/sessions/sign-out-mark.js';
import { table } from './support/statistics.mjs';

const OFFERED = 250_000;
/** It stands still, so that nothing goes for its age. */
const clock = { now: () => 1_767_225_600_000 };

const rows = [
  await filled('verified tokens', () => {
    const cache = new VerifiedTokenCache(clock);
    const keep = (number) => cache.put(randomBytes(500).toString('base64url'), received(claimsOf(number)));
    return { cache, keep, size: () => cache.size };
  }),
  await filled('profiles', () =>
    kept((number) => ({ profile: fromProfileItem(received(profileItemOf(number))) })),
  ),
  await filled('states of sessions', () =>
    kept((number) => ({
      session: fromSessionItem(received(sessionItemOf(number))),
      mark: NO_SIGN_OUT,
      readAt: clock.now(),
    })),
  ),
];
console.log(table(['cache', 'held', 'MB', 'bytes an entry'], rows));

function kept(valueOf) {
  const cache = new FreshCache(clock, (key) => Promise.resolve(valueOf(Number(key))));
  return {
    cache,
    keep: (number) => cache.get(String(number)),
    // To look at them one by one would make room for each that is looked at.
    size: () => cache.cache.size,
  };
}

/** As it comes over the wire: with strings of its own, where what was made here would share some. */
function received(value) {
  return JSON.parse(JSON.stringify(value));
}

/** Beside the heap of JavaScript: the lists of a cache are typed arrays. */
function bytesHeld() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function claimsOf(number) {
  const now = clock.now() / 1000;
  const id = String(number).padStart(12, '0');
  return {
    userId: `00000000-0000-4000-8000-${id}`,
    sessionId: `10000000-0000-4000-8000-${id}`,
    groups: [],
    scopes: ['aws.cognito.signin.user.admin'],
    authTime: now,
    issuedAt: now,
    expiresAt: now + 3_600,
  };
}

async function filled(name, make) {
  const before = bytesHeld();
  const { keep, size } = make();
  for (let number = 0; number < OFFERED; number += 1) await keep(number);
  const bytes = bytesHeld() - before;
  const held = size();
  return [
    name,
    held.toLocaleString('en'),
    Math.round(bytes / 1_000_000),
    held === 0 ? '–' : Math.round(bytes / held),
  ];
}
