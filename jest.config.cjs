const { existsSync } = require('node:fs');
const { availableParallelism } = require('node:os');

/** Tests run as CommonJS through swc; the ESM-only packages below are transformed along. */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

/** ESM-only packages that CommonJS tests need transformed. */
const esmPackages = ['@nestjs', 'content-disposition', 'jose', 'otplib', '@otplib', '@scure', '@noble'];

const base = {
  testEnvironment: 'node',
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^cognito-auth-service/access$': '<rootDir>/src/access-package/access.ts',
  },
  globalSetup: '<rootDir>/test/support/signing-keys.setup.cjs',
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/bundle/',
    '<rootDir>/.data/',
    '<rootDir>/(clients|examples)/[^/]+/dist/',
  ],
};

const project = (displayName, testMatch) => ({ ...base, displayName, testMatch });

/** Their tests start the built service. */
const serviceProject = (displayName, testMatch) => ({
  ...project(displayName, testMatch),
  globalSetup: '<rootDir>/test/support/bundled/bundle.setup.cjs',
});

/** Where browsers usually are; `CHROMIUM` names another place. */
const browsers = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser tests, where there is a browser; otherwise a line that nobody can miss says that they did not run. */
function browserProjects() {
  const browser = browsers.find((path) => path && existsSync(path));
  if (browser === undefined) {
    process.stderr.write(
      'BROWSER TESTS DID NOT RUN: no Chromium found. Install it, or set CHROMIUM to its path.\n',
    );
    return [];
  }
  process.env.CHROMIUM = browser;
  return [serviceProject('browser', ['<rootDir>/test/browser/**/*.spec.ts'])];
}

module.exports = {
  // Most tests wait for servers in processes of their own, so more of them go at once than there are cores.
  maxWorkers: Math.max(4, availableParallelism()),
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', 'clients/typescript/src/**/*.ts', '!**/*.spec.ts', '!**/testing/**'],
  testTimeout: 60_000,
  projects: [
    project('unit', [
      '<rootDir>/src/**/*.spec.ts',
      '<rootDir>/test/support/**/*.spec.ts',
      '<rootDir>/clients/**/*.spec.ts',
    ]),
    project('contracts', ['<rootDir>/test/contracts/**/*.spec.ts']),
    serviceProject('conventions', ['<rootDir>/test/conventions/**/*.spec.ts']),
    project('deploy', ['<rootDir>/test/deploy/**/*.spec.ts']),
    serviceProject('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    serviceProject('security', ['<rootDir>/test/security/**/*.spec.ts']),
    serviceProject('examples', ['<rootDir>/examples/**/*.spec.ts']),
    serviceProject('faults', ['<rootDir>/test/faults/**/*.spec.ts']),
    ...browserProjects(),
  ],
};
