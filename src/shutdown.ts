import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShutdownLimits } from './config/settings.js';
import { Lifecycle } from './shared/lifecycle.js';

const CLOSE_IDLE_EVERY_MS = 100;
/** After the connections were cut, for what still has to be written. */
const LAST_WORDS_MS = 2_000;

/** Stops in reverse order: first the API lets its requests end, then `release` lets go of what it depends on. */
export function stopOnSignal(
  app: NestFastifyApplication,
  limits: ShutdownLimits,
  release: () => Promise<void>,
): void {
  let stopping = false;
  const stop = () => {
    // Terminals and npm both pass a signal on, so it may come twice.
    if (stopping) return;
    stopping = true;
    void stopGracefully(app, limits, release);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function stopGracefully(
  app: NestFastifyApplication,
  { drainMs, deadlineMs }: ShutdownLimits,
  release: () => Promise<void>,
): Promise<void> {
  const { log } = app.getHttpAdapter().getInstance();
  const lifecycle = app.get(Lifecycle, { strict: false });
  log.info({ drainMs, deadlineMs }, 'stopping');
  lifecycle.drain();
  await sleep(drainMs);
  lifecycle.close();
  const wasInTime = await closeWithin(app, deadlineMs);
  await release();
  log.info('stopped');
  process.exit(wasInTime ? 0 : 1);
}

/** False where requests had to be cut off. */
async function closeWithin(app: NestFastifyApplication, deadlineMs: number): Promise<boolean> {
  const { server, log } = app.getHttpAdapter().getInstance();
  let inTime = true;
  const deadline = setTimeout(() => {
    inTime = false;
    log.warn('requests were cut off: they took longer than the deadline');
    server.closeAllConnections();
    setTimeout(() => process.exit(1), LAST_WORDS_MS);
  }, deadlineMs);
  // A connection whose last request ends while the server closes would else be kept alive.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, CLOSE_IDLE_EVERY_MS);
  await app.close();
  clearInterval(idle);
  clearTimeout(deadline);
  return inTime;
}
