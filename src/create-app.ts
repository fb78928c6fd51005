import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AppModule } from './app.module.js';
import type { AwsConnection } from './aws/aws-connection.js';
import { SilentObserver } from './aws/silent-observer.js';
import type { Settings } from './config/settings.js';
import { addHooks } from './http/hooks.js';
import { NestLogger } from './http/nest-logger.js';
import { type LogOutput, serverOptions } from './http/server-options.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import { UpstreamMetrics } from './metrics/upstream-metrics.js';
import { Lifecycle } from './shared/lifecycle.js';

/** Addresses that others expect at the root. */
const OUTSIDE_THE_API = [
  'health/live',
  'health/ready',
  'metrics',
  '.well-known/change-password',
  '.well-known/security.txt',
];

export interface AppOptions {
  readonly settings: Settings;
  readonly connection: AwsConnection;
  readonly output?: LogOutput;
}

/** The whole application, not yet listening. */
export async function createApp({
  settings,
  connection,
  output,
}: AppOptions): Promise<NestFastifyApplication> {
  const registry = new Registry();
  const lifecycle = new Lifecycle();
  const adapter = new FastifyAdapter(serverOptions(settings, output));
  const fastify = adapter.getInstance();
  const observe = settings.metrics ? new RequestMetrics(registry).record : undefined;
  addHooks(fastify, { settings, lifecycle, observe });
  const observer = settings.metrics ? new UpstreamMetrics(registry) : new SilentObserver();
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ settings, connection, observer, registry, lifecycle }),
    adapter,
    { logger: new NestLogger(fastify.log), abortOnError: false },
  );
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
  if (settings.docs) (await import('./http/docs-pages.js')).serveDocsPages(app);
  await app.init();
  await fastify.ready();
  return app;
}
