import {
  type EmbeddedCognitoOptions,
  EmbeddedCognitoServer,
} from '../../src/embedded/cognito/cognito-server.js';
import type { SigningKeyRecord } from '../../src/embedded/cognito/store/records.js';

/** The embedded Cognito server without what takes time to compute: costly hashes, and keys of its own. */
export function startQuickCognito(
  options: Omit<EmbeddedCognitoOptions, 'port'> & Partial<EmbeddedCognitoOptions>,
): Promise<EmbeddedCognitoServer> {
  return EmbeddedCognitoServer.start({
    port: 0,
    scryptCost: 2 ** 10,
    newSigningKeys: () =>
      Promise.resolve(JSON.parse(process.env['TEST_SIGNING_KEYS'] ?? '') as SigningKeyRecord[]),
    ...options,
  });
}
