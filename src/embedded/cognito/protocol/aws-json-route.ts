import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CognitoError } from './cognito-error.js';
import { dispatch } from './dispatcher.js';
import type { OperationContext } from './operation-context.js';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

export type LogLine = (line: string) => void;

/** `POST /`: the AWS JSON 1.1 protocol. */
export function addAwsJsonRoute(app: FastifyInstance, context: OperationContext, log: LogLine): void {
  app.addContentTypeParser(CONTENT_TYPE, { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.post('/', async (request, reply) => {
    reply.header('x-amzn-requestid', randomUUID()).header('cache-control', 'no-store');
    try {
      const answer = await dispatch(readRequest(request), context);
      return await reply
        .type(CONTENT_TYPE)
        .send(Buffer.from(answer === undefined ? '' : JSON.stringify(answer)));
    } catch (error) {
      return sendRefusal(reply, toRefusal(error, log), log);
    }
  });
}

function readRequest(request: FastifyRequest): Parameters<typeof dispatch>[0] {
  const { headers } = request;
  return {
    target: singleHeader(headers['x-amz-target']),
    authorization: headers.authorization,
    date: singleHeader(headers['x-amz-date']) ?? headers.date,
    body: typeof request.body === 'string' ? request.body : '',
  };
}

function sendRefusal(reply: FastifyReply, refusal: CognitoError, log: LogLine): FastifyReply {
  if (refusal.exception === 'NotImplementedException') {
    log(refusal.message);
  }
  return reply
    .status(refusal.status)
    .type(CONTENT_TYPE)
    .header('x-amzn-errortype', `${refusal.exception}:`)
    .header('x-amzn-errormessage', refusal.message.replaceAll(/[^\x20-\x7e]+/g, ' '))
    .send(Buffer.from(JSON.stringify({ __type: refusal.exception, message: refusal.message })));
}

function toRefusal(error: unknown, log: LogLine): CognitoError {
  if (error instanceof CognitoError) {
    return error;
  }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new CognitoError('InternalErrorException', 'Internal error');
}

function singleHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
