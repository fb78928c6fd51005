import { CLIENT_ID } from './tokens.mjs';
import { CREDENTIALS, TABLE_PREFIX } from './items.mjs';

const METRICS_TOKEN = 'a-token-of-the-benchmark-with-more-than-32-bytes';
const READY = /^ *API +(\S+)\/api\/v1$/m;

/** As in production, everything on. All the load comes from one address. */
export function serviceEnv({ issuer, dynamodb, cognito = dynamodb }) {
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    COGNITO_USER_POOL_ID: issuer.url.split('/').at(-1),
    COGNITO_CLIENT_ID: CLIENT_ID,
    COGNITO_ISSUER: issuer.url,
    SESSION_SECRET: 'a-secret-of-the-benchmark-with-more-than-32-bytes',
    TABLE_PREFIX,
    METRICS: 'true',
    METRICS_TOKEN,
    RATE_LIMIT_FACTOR: '1000000',
    SHUTDOWN_DRAIN_SECONDS: '0',
  };
}

/** The service in a process of its own, its log written to a file. */
export async function startService(
  processes,
  name,
  { core, env = {}, flags = [], main = 'dist/main.js', ...upstreams },
) {
  const service = await processes.start(name, [...flags, main], {
    core,
    ready: READY,
    env: { ...serviceEnv(upstreams), ...env },
  });
  return { ...service, origin: service.answer.replace('localhost', '127.0.0.1') };
}

/** One of its own metrics, e.g. `nodejs_eventloop_lag_p99_seconds`. */
export async function metricOf(service, name) {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const text = await (await fetch(`${service.origin}/metrics`, { headers })).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
