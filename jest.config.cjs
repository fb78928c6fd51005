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
const esmPackages = [
  '@nestjs',
  '@fastify/cookie',
  'cookie',
  'content-disposition',
  'jose',
  'otplib',
  '@otplib',
  '@scure',
  '@noble',
];

const base = {
  testEnvironment: 'node',
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFiles: ['<rootDir>/test/support/jest-setup.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

const project = (displayName, testMatch) => ({ ...base, displayName, testMatch });

module.exports = {
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts'],
  testTimeout: 30_000,
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/support/**/*.spec.ts']),
    project('contracts', ['<rootDir>/test/contracts/**/*.spec.ts']),
    project('conventions', ['<rootDir>/test/conventions/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts']),
    project('security', ['<rootDir>/test/security/**/*.spec.ts']),
  ],
};
