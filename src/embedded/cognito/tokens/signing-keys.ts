import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { CognitoStore } from '../store/cognito-store.js';
import type { SigningKeyRecord } from '../store/records.js';

export type TokenUse = SigningKeyRecord['use'];

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const TOKEN_USES: readonly TokenUse[] = ['id', 'access'];

/** Two RSA keys, made once for a data folder: as at Cognito, ID and access tokens have a key each. */
export class SigningKeys {
  private constructor(private readonly keys: Readonly<Record<TokenUse, SigningKey>>) {}

  static async load(store: CognitoStore, newKeys = newSigningKeys): Promise<SigningKeys> {
    const missing = TOKEN_USES.some((use) => store.signingKeys.get(use) === undefined);
    const made = missing ? await newKeys() : [];
    await store.run(() => {
      made.forEach((key) => {
        store.signingKeys.put(key);
      });
    });
    return new SigningKeys({ access: readKey(store, 'access'), id: readKey(store, 'id') });
  }

  of(use: TokenUse): SigningKey {
    return this.keys[use];
  }

  jwks(): { keys: object[] } {
    const keys = TOKEN_USES.map((use) => {
      const { kid, publicKey } = this.keys[use];
      const { kty, n, e } = publicKey.export({ format: 'jwk' });
      return { alg: 'RS256', e, kid, kty, n, use: 'sig' };
    });
    return { keys };
  }
}

/** A key for each use; making them takes a quarter of a second of computing. */
function newSigningKeys(): Promise<readonly SigningKeyRecord[]> {
  return Promise.all(TOKEN_USES.map(newSigningKey));
}

async function newSigningKey(use: TokenUse): Promise<SigningKeyRecord> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { use, kid: randomUUID(), privateKey: { ...privateKey.export({ format: 'jwk' }) } };
}

function readKey(store: CognitoStore, use: TokenUse): SigningKey {
  const record = store.signingKeys.get(use);
  if (record === undefined) {
    throw new Error(`The signing key for ${use} tokens is missing.`);
  }
  const privateKey = createPrivateKey({ key: record.privateKey, format: 'jwk' });
  return { kid: record.kid, privateKey, publicKey: createPublicKey(privateKey) };
}
