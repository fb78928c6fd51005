import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** Nest's own lines, written through Fastify's pino. What it logs at its start is of use to its developers only. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: FastifyBaseLogger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(...this.line(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(...this.line(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(...this.line(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(...this.line(message, rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.pino.trace(...this.line(message, rest));
  }

  /** Nest passes the context last, and an error anywhere. */
  private line(message: unknown, rest: readonly unknown[]): [object, string] {
    const last = rest.at(-1);
    const error = [message, ...rest].find((part) => part instanceof Error);
    const fields = {
      ...(typeof last === 'string' && { context: last }),
      // The serializer of the log takes out of it what could be secret.
      ...(error instanceof Error && { err: error }),
    };
    return [fields, typeof message === 'string' ? message : 'error'];
  }
}
