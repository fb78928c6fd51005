import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LogLine } from '../protocol/aws-json-route.js';
import { CognitoError } from '../protocol/cognito-error.js';
import type { JsonObject } from '../protocol/input-shape.js';
import type { OperationContext } from '../protocol/operation-context.js';
import { requireSigV4 } from '../protocol/sigv4-header.js';
import { sendEmail } from './send-email.js';
import { SesError } from './ses-error.js';

/** As much of Amazon SES v2 as sending a notice needs; every other address below it refuses aloud. */
export function addSesRoutes(app: FastifyInstance, context: OperationContext, log: LogLine): void {
  app.register((ses, _options, done) => {
    ses.setErrorHandler((error, _request, reply) => refuse(reply, error, log));
    ses.addHook('onRequest', (request, reply, next) => {
      reply.headers({ 'x-amzn-requestid': randomUUID(), 'cache-control': 'no-store' });
      requireSignature(request);
      next();
    });
    ses.post('/v2/email/outbound-emails', async (request) => {
      const body = readBody(request.body);
      return context.store.run(() => sendEmail(context, body));
    });
    ses.all('/v2/email/*', (request) => {
      const what = `${request.method} ${request.url}`;
      throw SesError.of('NotFoundException', `The embedded Amazon SES server does not support ${what}.`);
    });
    done();
  });
}

function requireSignature({ headers }: FastifyRequest): void {
  const amzDate = headers['x-amz-date'];
  requireSigV4({
    authorization: headers.authorization,
    date: Array.isArray(amzDate) ? amzDate[0] : (amzDate ?? headers.date),
    service: 'ses',
  });
}

function readBody(body: unknown): JsonObject {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new CognitoError('SerializationException', 'The body must be a JSON object.');
  }
  return body as JsonObject;
}

function refuse(reply: FastifyReply, error: unknown, log: LogLine): FastifyReply {
  const refusal = SesError.from(error);
  if (refusal.status === 404) {
    log(refusal.message);
  }
  if (refusal.status === 500) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return reply
    .status(refusal.status)
    .header('x-amzn-errortype', refusal.exception)
    .send({ message: refusal.message });
}
