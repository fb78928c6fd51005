import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import type { Settings } from './settings.js';

const BODY_LIMIT = 16 * 1024;

/** The whole application, not yet listening. */
export async function createApp(
  settings: Settings,
  dynamodb: DynamoDBClient,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, dynamodb),
    new FastifyAdapter({ bodyLimit: BODY_LIMIT }),
    { logger: ['warn', 'error'], abortOnError: false },
  );
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  if (settings.docs) serveDocs(app);
  app.enableShutdownHooks();
  return app;
}

function serveDocs(app: NestFastifyApplication): void {
  const document = new DocumentBuilder().setTitle('Expense tracker').setVersion('1').addBearerAuth().build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, document));
}
