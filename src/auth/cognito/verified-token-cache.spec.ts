import { inspect } from 'node:util';
import { FakeClock } from '../../../test/fakes/fake-clock.js';
import type { AccessTokenClaims } from '../token-verifier.port.js';
import { VerifiedTokenCache } from './verified-token-cache.js';

const clock = new FakeClock();

function claims(secondsLeft: number): AccessTokenClaims {
  const now = clock.now() / 1000;
  return {
    userId: 'user-1',
    sessionId: 'session-1',
    groups: [],
    scopes: [],
    authTime: now,
    issuedAt: now,
    expiresAt: now + secondsLeft,
  };
}

describe('VerifiedTokenCache', () => {
  it('remembers a token until the second it expires', () => {
    const cache = new VerifiedTokenCache(clock);
    const kept = claims(60);
    cache.put('token', kept);
    clock.advance(59_999);
    expect(cache.get('token')).toBe(kept);
    clock.advance(1);
    expect(cache.get('token')).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it('never holds more than its capacity', () => {
    const cache = new VerifiedTokenCache(clock, 10);
    for (let i = 0; i < 1_000; i += 1) cache.put(`token-${i}`, claims(60));
    expect(cache.size).toBeLessThanOrEqual(10);
    expect(cache.get('token-999')).toBeDefined();
  });

  it('keeps no token as text', () => {
    const cache = new VerifiedTokenCache(clock);
    cache.put('a-very-secret-token', claims(60));
    cache.get('a-very-secret-token');
    const held = inspect(cache, { depth: 10 });
    expect(held).toContain('user-1');
    expect(held).not.toContain('secret');
  });
});
