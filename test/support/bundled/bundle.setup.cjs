const { execFileSync } = require('node:child_process');
const { join } = require('node:path');
const makeSigningKeys = require('../signing-keys.setup.cjs');

/** In a process of its own, because Jest would make CommonJS of what bundles. */
module.exports = function bundleWhatTestsStart() {
  makeSigningKeys();
  execFileSync(process.execPath, [join(__dirname, 'make.mjs')], { stdio: ['ignore', 'inherit', 'inherit'] });
};
