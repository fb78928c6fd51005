import { EmbeddedCognitoServer as RealServer } from '../../../dist/embedded/cognito/cognito-server.js';

/** As `quick-cognito.ts`: the embedded Cognito server without what takes time to compute, costly hashes and keys of its own. */
export class EmbeddedCognitoServer {
  static start(options) {
    const { TEST_SIGNING_KEYS: keys } = process.env;
    const known = keys && { newSigningKeys: () => Promise.resolve(JSON.parse(keys)) };
    return RealServer.start({ scryptCost: 2 ** 10, ...known, ...options });
  }
}
