import type { FastifyBaseLogger } from 'fastify';

/**
 * After an error that nobody has caught, nobody knows what state the process is in: it says so, in the log's own form, which
 * leaves out what could be secret, and ends. Whoever started it starts it anew.
 */
export function exitOnUnexpected(log: Pick<FastifyBaseLogger, 'fatal'>): void {
  const exit = (error: unknown, what: string) => {
    log.fatal({ err: error }, what);
    process.exit(1);
  };
  process.on('uncaughtException', (error) => {
    exit(error, 'uncaught exception');
  });
  process.on('unhandledRejection', (reason) => {
    exit(reason, 'unhandled rejection');
  });
}
