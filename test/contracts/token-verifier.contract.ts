import { createHmac, createPublicKey, sign } from 'node:crypto';
import type { TokenVerifier } from '../../src/auth/token-verifier.port.js';
import type { FakeClock } from '../fakes/fake-clock.js';
import {
  CLIENT_ID,
  compact,
  encode,
  makeKey,
  type PoolIssuer,
  type SigningKey,
} from './token-verifier.fixture.js';

export interface TokenVerifierSubject {
  readonly verifier: TokenVerifier;
  readonly issuer: PoolIssuer;
  readonly clock: FakeClock;
  /** Published by the issuer. */
  readonly key: SigningKey;
}

const INVALID = { valid: false, reason: 'invalid' };
const EXPIRED = { valid: false, reason: 'expired' };

/** What every verifier of access tokens does. */
export function describeTokenVerifierContract(name: string, subject: () => TokenVerifierSubject): void {
  describe(`TokenVerifier ${name}`, () => {
    const verify = (token: string) => subject().verifier.verify(token);
    const claimsWith = (changes: Readonly<Record<string, unknown>>) => subject().issuer.claims(changes);
    const signed = (changes: Readonly<Record<string, unknown>> = {}) =>
      subject().issuer.sign(subject().key, claimsWith(changes));

    it('reads the claims of a good token, and reads them again', async () => {
      const token = await signed({ 'cognito:groups': ['admin', 'staff'] });
      const now = Math.floor(subject().clock.now() / 1000);
      const expected = {
        valid: true,
        claims: {
          userId: 'user-1',
          sessionId: 'family-1',
          groups: ['admin', 'staff'],
          scopes: ['aws.cognito.signin.user.admin'],
          authTime: now,
          issuedAt: now,
          expiresAt: now + 3600,
        },
      };
      await expect(verify(token)).resolves.toEqual(expected);
      await expect(verify(token)).resolves.toEqual(expected);
    });

    it('has no groups where the claim is absent, and the token’s own id where there is no family', async () => {
      const token = await signed({ origin_jti: undefined, scope: undefined });
      await expect(verify(token)).resolves.toMatchObject({
        claims: { groups: [], scopes: [], sessionId: 'jti-1' },
      });
    });

    it('takes a token without auth_time for one that proved nothing recently', async () => {
      await expect(verify(await signed({ auth_time: undefined }))).resolves.toMatchObject({
        claims: { authTime: 0 },
      });
    });

    it('refuses a token from the second it expires, remembered or not', async () => {
      const [seen, unseen] = await Promise.all([signed(), signed({ jti: 'jti-2' })]);
      subject().clock.advance(3_599_000);
      await expect(verify(seen)).resolves.toMatchObject({ valid: true });
      subject().clock.advance(1_000);
      await expect(verify(seen)).resolves.toEqual(EXPIRED);
      await expect(verify(unseen)).resolves.toEqual(EXPIRED);
    });

    it('refuses a token that is not valid yet', async () => {
      const now = Math.floor(subject().clock.now() / 1000);
      await expect(verify(await signed({ nbf: now + 1 }))).resolves.toEqual(INVALID);
    });

    it.each([
      ['an ID token', { token_use: 'id', client_id: undefined, aud: CLIENT_ID }],
      ['an ID token dressed with a client_id', { token_use: 'id', aud: CLIENT_ID }],
      ['a token of another app client', { client_id: 'another-client' }],
      ['a token of another client with ours as audience', { client_id: 'another-client', aud: CLIENT_ID }],
      ['a token of another issuer', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other' }],
      [
        'an expired token of another client, without saying that it expired',
        { client_id: 'another', exp: 1 },
      ],
      ...['iss', 'sub', 'exp', 'iat', 'client_id', 'token_use'].map(
        (name) => [`a token without ${name}`, { [name]: undefined }] as const,
      ),
      ['a token of no session', { origin_jti: undefined, jti: undefined }],
      ['a token with an empty sub', { sub: '' }],
      ['a token whose sub is no text', { sub: 7 }],
      ['a token whose exp is no number', { exp: '9999999999' }],
      ['a token whose client is a list', { client_id: [CLIENT_ID] }],
    ] as const)('refuses %s', async (_what, changes) => {
      await expect(verify(await signed(changes))).resolves.toEqual(INVALID);
    });

    it('refuses an issuer that only starts or ends like ours', async () => {
      const { issuer } = subject().issuer;
      for (const iss of [`${issuer}/`, `${issuer}2`, issuer.toUpperCase(), [issuer]]) {
        await expect(verify(await signed({ iss }))).resolves.toEqual(INVALID);
      }
    });

    it('refuses alg none, in every spelling', async () => {
      const { key, issuer } = subject();
      for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
        await expect(verify(compact({ alg, kid: key.kid }, issuer.claims()))).resolves.toEqual(INVALID);
        await expect(verify(compact({ alg, kid: key.kid }, issuer.claims(), 'eA'))).resolves.toEqual(INVALID);
      }
    });

    it('refuses HS256 keyed with the public key', async () => {
      const { key, issuer } = subject();
      const pem = createPublicKey({ key: key.publicJwk, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      });
      for (const secret of [pem, JSON.stringify(key.publicJwk), key.publicJwk.n ?? '']) {
        const content = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(issuer.claims())}`;
        const signature = createHmac('sha256', secret).update(content).digest('base64url');
        await expect(verify(`${content}.${signature}`)).resolves.toEqual(INVALID);
      }
    });

    it.each([
      ['RS512', 'sha512'],
      ['RS384', 'sha384'],
    ])('refuses %s although the key and signature are right', async (alg, hash) => {
      const { key, issuer } = subject();
      const content = `${encode({ alg, kid: key.kid })}.${encode(issuer.claims())}`;
      const jwk = (await crypto.subtle.exportKey('jwk', key.privateKey)) as Record<string, unknown>;
      const signature = sign(hash, Buffer.from(content), { key: jwk, format: 'jwk' }).toString('base64url');
      await expect(verify(`${content}.${signature}`)).resolves.toEqual(INVALID);
    });

    it('refuses another pool’s key under a key id of ours, and brought along in the header', async () => {
      const { key, issuer } = subject();
      const foreign = { ...(await makeKey(key.kid)), kid: key.kid };
      await expect(verify(await issuer.sign(foreign))).resolves.toEqual(INVALID);
      const headers = [{ jwk: foreign.publicJwk }, { jku: issuer.jwksUri }, { x5u: issuer.jwksUri }];
      for (const header of headers) {
        await expect(verify(await issuer.sign(foreign, issuer.claims(), header))).resolves.toEqual(INVALID);
      }
    });

    it('refuses extensions that must be understood', async () => {
      const { key, issuer } = subject();
      const jwk = (await crypto.subtle.exportKey('jwk', key.privateKey)) as Record<string, unknown>;
      for (const crit of [['exp'], ['b64'], [], null]) {
        const content = `${encode({ alg: 'RS256', kid: key.kid, crit })}.${encode(issuer.claims())}`;
        const signature = sign('sha256', Buffer.from(content), { key: jwk, format: 'jwk' }).toString(
          'base64url',
        );
        await expect(verify(`${content}.${signature}`)).resolves.toEqual(INVALID);
      }
    });

    it('refuses a token altered anywhere', async () => {
      const [header = '', payload = '', signature = ''] = (await signed()).split('.');
      const other = encode(claimsWith({ sub: 'user-2' }));
      const tokens = [
        `${header}.${other}.${signature}`,
        `${header}.${payload}.${signature.slice(0, -4)}`,
        `${header}.${payload}.`,
        `${header}.${payload}`,
        `${header}.${payload}.${signature}.${signature}`,
        `${header}.${payload}.${signature}\n`,
        ` ${header}.${payload}.${signature}`,
      ];
      for (const token of tokens) await expect(verify(token)).resolves.toEqual(INVALID);
    });

    it.each(['', '.', '..', 'a.b.c', 'Bearer x', 'eyJ.eyJ.x', '{}', '\u0000', 'é.é.é'])(
      'refuses what is no token: %j',
      async (token) => {
        await expect(verify(token)).resolves.toEqual(INVALID);
      },
    );

    it.each([
      ['no key id', { alg: 'RS256' }],
      ['a key id that is no text', { alg: 'RS256', kid: 7 }],
      ['a key id of another kind', { alg: 'RS256', kid: { $ne: null } }],
      ['a list for a header', []],
    ])('refuses a header with %s', async (_what, header) => {
      await expect(verify(compact(header, subject().issuer.claims(), 'eA'))).resolves.toEqual(INVALID);
    });

    it('refuses an oversized token although its signature is right', async () => {
      const token = await signed({ padding: 'x'.repeat(8 * 1024) });
      await expect(verify(token)).resolves.toEqual(INVALID);
    });
  });
}
