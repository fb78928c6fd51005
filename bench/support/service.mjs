import { CLIENT_ID } from './tokens.mjs';
import { CREDENTIALS, TABLE_PREFIX } from './seed.mjs';

const READY = /^ *API +(\S+)\/api\/v1$/m;

/** The service as in production: everything on, its log written to a file. All the load comes from one address. */
export async function startService(
  processes,
  name,
  { core, issuer, dynamodb, cognito, env = {}, flags = [], main = 'dist/main.js' },
) {
  const service = await processes.start(name, [...flags, main], {
    core,
    ready: READY,
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito ?? dynamodb,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
      COGNITO_USER_POOL_ID: issuer.url.split('/').at(-1),
      COGNITO_CLIENT_ID: CLIENT_ID,
      COGNITO_ISSUER: issuer.url,
      SESSION_SECRET: 'a-secret-of-the-benchmark-with-more-than-32-bytes',
      TABLE_PREFIX,
      METRICS: 'true',
      METRICS_TOKEN: 'a-token-of-the-benchmark-with-more-than-32-bytes',
      RATE_LIMIT_FACTOR: '1000000',
      SHUTDOWN_DRAIN_SECONDS: '0',
      ...env,
    },
  });
  return { ...service, origin: service.answer.replace('localhost', '127.0.0.1') };
}
