import { Logger } from '@nestjs/common';
import { CognitoTokenVerifier } from '../../src/auth/cognito/cognito-token-verifier.js';
import { JwksFetcher } from '../../src/auth/cognito/jwks-fetcher.js';
import { PoolKeys } from '../../src/auth/cognito/pool-keys.js';
import { VerifiedTokenCache } from '../../src/auth/cognito/verified-token-cache.js';
import { FakeClock } from '../fakes/fake-clock.js';
import '../support/node-errors.js';
import { describeTokenVerifierContract } from './token-verifier.contract.js';
import { CLIENT_ID, makeKey, PoolIssuer, type SigningKey } from './token-verifier.fixture.js';

const INVALID = { valid: false, reason: 'invalid' };
const TIME_OUT_MS = 200;

let clock: FakeClock;
let issuer: PoolIssuer;
let key: SigningKey;
let nextKey: SigningKey;
let verifier: CognitoTokenVerifier;

beforeAll(async () => {
  Logger.overrideLogger(false);
  [key, nextKey] = await Promise.all([makeKey('key-1'), makeKey('key-2')]);
});

beforeEach(async () => {
  clock = new FakeClock();
  issuer = await PoolIssuer.start(() => clock.now());
  issuer.publish(key);
  const settings = { issuer: issuer.issuer, jwksUri: issuer.jwksUri, clientIds: [CLIENT_ID] };
  const keys = new PoolKeys(new JwksFetcher(issuer.jwksUri, TIME_OUT_MS), clock);
  verifier = new CognitoTokenVerifier(settings, clock, new VerifiedTokenCache(clock), keys);
});

afterEach(() => issuer.close());

describeTokenVerifierContract('by Cognito', () => ({ verifier, issuer, clock, key }));

describe('CognitoTokenVerifier', () => {
  describe('the pool’s keys', () => {
    const good = () => issuer.sign(key);
    const valid = { valid: true };

    it('are fetched once for everybody who waits', async () => {
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, i) => issuer.sign(key, issuer.claims({ jti: `jti-${i}` }))),
      );
      const results = await Promise.all(tokens.map((token) => verifier.verify(token)));
      expect(results.every((result) => result.valid)).toBe(true);
      expect(issuer.fetches).toBe(1);
    });

    it('may rotate while the service runs', async () => {
      await verifier.verify(await good());
      issuer.publish(key, nextKey);
      clock.advance(10_000);
      await expect(verifier.verify(await issuer.sign(nextKey))).resolves.toMatchObject(valid);
      await expect(verifier.verify(await good())).resolves.toMatchObject(valid);
      expect(issuer.fetches).toBe(2);
    });

    it('are not fetched again and again for invented key ids', async () => {
      await verifier.verify(await good());
      const forged = await Promise.all(
        Array.from({ length: 50 }, (_, i) => issuer.sign({ ...nextKey, kid: `invented-${i}` })),
      );
      clock.advance(10_000);
      for (const token of forged) await expect(verifier.verify(token)).resolves.toEqual(INVALID);
      expect(issuer.fetches).toBe(2);
      clock.advance(9_999);
      await Promise.all(forged.map((token) => verifier.verify(token)));
      expect(issuer.fetches).toBe(2);
      await expect(verifier.verify(await issuer.sign(key, issuer.claims()))).resolves.toMatchObject(valid);
    });

    it('are not fetched for a token that is refused by its form', async () => {
      await verifier.verify('x'.repeat(9_000));
      await verifier.verify('a.b.c');
      await verifier.verify(
        await issuer.sign(key, issuer.claims(), { alg: 'RS256', crit: ['b64'], b64: true }),
      );
      expect(issuer.fetches).toBe(0);
    });

    it('stay in use while they cannot be fetched', async () => {
      await verifier.verify(await good());
      issuer.misbehaviour = (response) => response.socket?.destroy();
      clock.advance(10_000);
      await expect(verifier.verify(await issuer.sign(nextKey))).resolves.toEqual(INVALID);
      await expect(
        verifier.verify(await issuer.sign(key, issuer.claims({ jti: 'jti-2' }))),
      ).resolves.toMatchObject(valid);
    });

    it('that were withdrawn stop counting after an hour', async () => {
      await verifier.verify(await good());
      issuer.publish(nextKey);
      clock.advance(3_600_000);
      await expect(verifier.verify(await issuer.sign(key))).resolves.toMatchObject(valid);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const another = await issuer.sign(key, issuer.claims({ jti: 'jti-2' }));
      await expect(verifier.verify(another)).resolves.toEqual(INVALID);
    });
  });

  describe('without any keys', () => {
    it.each([
      ['an error', (response) => response.writeHead(500).end()],
      [
        'a redirect',
        (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/jwks.json' }).end(),
      ],
      ['no JSON', (response) => response.end('<html></html>')],
      ['no JWKS', (response) => response.end('{"keys":"none"}')],
      [
        'far too much',
        (response) => response.end(JSON.stringify({ keys: [], padding: 'x'.repeat(100_000) })),
      ],
      ['nothing in time', () => undefined],
      ['half an answer in time', (response) => response.write('{"keys":')],
      ['a broken connection', (response) => response.socket?.destroy()],
    ] satisfies [string, PoolIssuer['misbehaviour']][])(
      'is unavailable when it gets %s',
      async (_what, answer) => {
        issuer.misbehaviour = answer;
        const token = await issuer.sign(key);
        const refusal = { code: 'service_unavailable', retryAfterSeconds: 2 };
        await expect(verifier.verify(token)).rejects.toMatchObject(refusal);
        await expect(verifier.verify(token)).rejects.toMatchObject(refusal);
        // None where the connection that is kept was broken before the request was read.
        expect(issuer.fetches).toBeLessThanOrEqual(1);
        issuer.misbehaviour = undefined;
        clock.advance(1_000);
        await expect(verifier.verify(token)).resolves.toMatchObject({ valid: true });
      },
    );

    it('does not follow a redirect even to good keys', async () => {
      let followed = false;
      issuer.misbehaviour = (response) => {
        if (response.req.url === '/moved') followed = true;
        else response.statusCode = 302;
        response.setHeader('location', '/moved');
        issuer.answer(response);
      };
      await expect(verifier.verify(await issuer.sign(key))).rejects.toMatchObject({
        code: 'service_unavailable',
      });
      expect(followed).toBe(false);
    });
  });
});

describe('JwksFetcher', () => {
  it.each([
    'http://cognito-idp.us-east-1.amazonaws.com/jwks.json',
    'http://192.168.0.1/jwks.json',
    'http://127.0.0.1.example.com/jwks.json',
    'http://localhost.example.com/jwks.json',
    'http://user@10.0.0.1/jwks.json',
    'file:///etc/jwks.json',
    'data:application/json,{}',
  ])('takes no keys from %s', (uri) => {
    expect(() => new JwksFetcher(uri)).toThrow('must be https:');
  });

  it.each([
    'https://cognito-idp.us-east-1.amazonaws.com/jwks.json',
    'http://127.0.0.1:9229/jwks.json',
    'http://localhost:9229/jwks.json',
    'http://[::1]:9229/jwks.json',
  ])('takes keys from %s', (uri) => {
    expect(() => new JwksFetcher(uri)).not.toThrow();
  });
});
