import { awsLambdaFastify, type LambdaResponse } from '@fastify/aws-lambda';
import pino from 'pino';
import { ConfigError } from '../config/config-error.js';
import { loadConfig } from '../config/load-config.js';
import type { CloudTarget, Settings } from '../config/settings.js';
import { createApp } from '../create-app.js';
import { cloudRuntime } from '../runtime/cloud.runtime.js';
import { finishBackgroundWork } from './finish-background-work.js';
import { type GatewayEvent, type LambdaContext, type NormalizedEvent, normalized } from './gateway-event.js';
import { isBinary } from './is-binary.js';

export type GatewayHandler = (event: GatewayEvent, context: LambdaContext) => Promise<LambdaResponse>;

/**
 * The application of `createApp` as a Lambda handler for API Gateway, REST (payload 1.0) or HTTP API (2.0). Throws
 * `ConfigError` naming every variable that is wrong; the handler throws where an event is none of API Gateway.
 */
export async function createHandler(settings: Settings = loadConfig()): Promise<GatewayHandler> {
  const { connection } = cloudRuntime(settings, cloudTarget(settings));
  // Written before the answer: the process is frozen with it, and may never be woken again.
  const output = pino.destination({ fd: process.stdout.fd, sync: true });
  const app = await createApp({ settings, connection, output });
  const answer = awsLambdaFastify<NormalizedEvent>(app.getHttpAdapter().getInstance(), {
    decorateRequest: false,
    enforceBase64: isBinary,
  });
  return async (event, context) => {
    const response = await answer(normalized(event, context), context);
    await finishBackgroundWork(app);
    return response;
  };
}

/** What would be missing is said at the start rather than in the answers. */
function cloudTarget({ target, docs }: Settings): CloudTarget {
  const problems = [];
  if (target.kind === 'embedded') {
    problems.push({
      name: 'COGNITO_USER_POOL_ID',
      rule: 'must be set: there is no embedded mode on Lambda',
      help: 'The user pool.',
    });
  }
  if (docs) {
    problems.push({
      name: 'DOCS',
      rule: 'must be false, which it is under NODE_ENV=production: the bundle has no pages',
      help: 'Whether /docs and /openapi.json are served.',
    });
  }
  if (target.kind === 'embedded' || problems.length > 0) throw new ConfigError(problems);
  return target;
}
