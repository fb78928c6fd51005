import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** Enough for a start on AWS; nothing listens there. */
const ON_AWS = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'compile',
  AWS_SECRET_ACCESS_KEY: 'compile',
  COGNITO_USER_POOL_ID: 'us-east-1_compile',
  COGNITO_CLIENT_ID: 'compile',
  SESSION_SECRET: 'a-secret-to-compile-with-more-than-32-bytes',
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
};

/**
 * Runs a module that starts a bundle and keeps its code cache. V8 takes that under the same version and flags only. Paths in
 * `args` are absolute: it runs here, where there is no `.env`, so that whatever a deployment sets does not decide on its build.
 */
export async function compileBy(module, args, settings = ON_AWS) {
  const { PATH, NODE_OPTIONS = '' } = process.env;
  const env = { PATH, NODE_OPTIONS, ...settings };
  await promisify(execFile)(process.execPath, [...process.execArgv, module, ...args], {
    cwd: import.meta.dirname,
    env,
    timeout: 60_000,
  });
}

/** To be called after the first answer, so that it holds what a start needs. */
export function keepCodeCache(filename, { compiled }) {
  writeFileSync(filename.replace(/cjs$/, 'cache'), compiled());
}
