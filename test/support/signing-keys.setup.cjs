const { generateKeyPairSync, randomUUID } = require('node:crypto');

/** One pair of keys for all Cognito servers that tests start by themselves, as the server keeps them. */
module.exports = function makeSigningKeys() {
  process.env['TEST_SIGNING_KEYS'] ??= JSON.stringify(['id', 'access'].map(signingKey));
};

function signingKey(use) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { use, kid: randomUUID(), privateKey: privateKey.export({ format: 'jwk' }) };
}
