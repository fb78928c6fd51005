import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from './config/load-config.js';
import type { Settings } from './config/settings.js';
import { createApp } from './create-app.js';
import { batchedOutput } from './http/batched-output.js';
import { exitOnUnexpected } from './last-resort.js';
import type { Runtime } from './runtime/runtime.js';
import { startRuntime } from './runtime/start-runtime.js';
import { stopOnSignal } from './shutdown.js';
import { startFailure } from './start-failure.js';

/** Needed where the start fails after they were read. */
let known: Settings | undefined;

async function main(): Promise<void> {
  const settings = (known = loadConfig());
  const runtime = await startRuntime(settings);
  const { settings: ready, connection } = runtime;
  const app = await createApp({ settings: ready, connection, output: batchedOutput() });
  exitOnUnexpected(app.getHttpAdapter().getInstance().log);
  await app.listen(settings.port, settings.host);
  await runtime.listening(portOf(app));
  stopOnSignal(app, settings.shutdown, () => runtime.close());
  announce(app, runtime, settings);
}

/** For whoever started it by hand; everything else is written by the structured log. */
function announce(app: NestFastifyApplication, runtime: Runtime, settings: Settings): void {
  const host = settings.host === '127.0.0.1' ? 'localhost' : settings.host;
  const api = `http://${host}:${portOf(app)}`;
  const docs = settings.docs ? [`Docs       ${api}/docs`] : [];
  const lines = [`API        ${api}/api/v1`, ...docs, ...runtime.notes];
  process.stdout.write(`\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
}

function portOf(app: NestFastifyApplication): number {
  const [address] = app.getHttpAdapter().getInstance().addresses() as AddressInfo[];
  if (address === undefined) throw new Error('The API is not listening.');
  return address.port;
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error, known)}\n`);
  process.exit(1);
});
