import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { AppError } from '../shared/app-error.js';
import type { ErrorCode } from '../shared/error-code.js';
import { PROBLEM_MEDIA_TYPE, toProblem } from './problem.js';
import { API_HEADERS } from './security-headers.js';

const CODE_OF_FAULT: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
};

/**
 * Answers what is no HTTP, or comes too slowly, and so never becomes a request. The answer is made of constants: nothing
 * that was sent is repeated, and nothing is said of what the parser stumbled over.
 */
export function answerClientError(
  fault: NodeJS.ErrnoException,
  socket: Socket,
  log: FastifyBaseLogger,
  docsUrl: string,
): void {
  if (fault.code === 'ECONNRESET' || !socket.writable || hasBegunAnswer(socket)) {
    socket.destroy();
    return;
  }
  const code = CODE_OF_FAULT[fault.code ?? ''] ?? 'malformed_request';
  log.info(
    { errorCode: code, fault: fault.code, ip: socket.remoteAddress },
    'request refused before it was read',
  );
  socket.end(textOf(code, docsUrl), () => {
    socket.destroy();
  });
}

function textOf(code: ErrorCode, docsUrl: string): string {
  const requestId = randomUUID();
  const problem = toProblem(new AppError(code), { docsUrl, instance: '', requestId });
  const body = JSON.stringify(problem);
  const headers = {
    ...API_HEADERS,
    'x-request-id': requestId,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const reason = STATUS_CODES[problem.status] ?? '';
  return [`HTTP/1.1 ${problem.status} ${reason}`, ...lines, '', body].join('\r\n');
}

/** A second answer behind a part of the first would be read as that first one's body. */
function hasBegunAnswer(
  socket: Socket & { readonly _httpMessage?: { readonly headersSent: boolean } | null },
): boolean {
  return socket._httpMessage?.headersSent === true;
}
