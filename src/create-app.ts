import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { AppModule, type AppParts } from './app.module.js';
import type { Settings } from './config/settings.js';
import { serveErrorPage } from './http/error-page.js';
import { answerProblem } from './http/error.filter.js';
import { addHooks } from './http/hooks.js';
import { NestLogger } from './http/nest-logger.js';
import { serveDocs } from './http/openapi.js';
import { requestId } from './http/request-id.js';
import { loggableError } from './shared/loggable-error.js';
import { API_HEADERS } from './http/security-headers.js';
import { REDACTED, redactedPaths } from './shared/redact.js';

const BODY_LIMIT = 64 * 1024;
const EXPOSED_HEADERS = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'WWW-Authenticate',
];

/** The whole application, not yet listening. */
export async function createApp(parts: AppParts): Promise<NestFastifyApplication> {
  const { settings } = parts;
  const adapter = new FastifyAdapter({
    logger: {
      level: settings.logLevel,
      redact: { paths: redactedPaths(), censor: REDACTED },
      serializers: { err: (error: unknown) => loggableError(error) },
    },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxyOf(settings),
    genReqId: requestId,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    // Addresses that cannot be routed never reach the hooks or the filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id).headers(API_HEADERS);
      answerProblem(error, request, reply, settings.errorDocsUrl);
    },
  });
  const fastify = adapter.getInstance();
  addHooks(fastify, settings.cognitoDomain);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), adapter, {
    logger: new NestLogger(fastify.log),
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });
  if (settings.corsOrigins.length > 0) {
    app.enableCors({ origin: [...settings.corsOrigins], exposedHeaders: EXPOSED_HEADERS, maxAge: 600 });
  }
  if (settings.docs) {
    serveErrorPage(app);
    serveDocs(app);
  }
  await app.init();
  await fastify.ready();
  return app;
}

type TrustProxy = boolean | string[] | ((address: string, hop: number) => boolean);

/** A number counts the proxies in front of the service, nearest first. */
function trustProxyOf({ trustProxy }: Settings): TrustProxy {
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy;
  return typeof trustProxy === 'boolean' ? trustProxy : [...trustProxy];
}
