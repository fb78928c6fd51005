import { ConfigError } from './config/config-error.js';
import type { Settings } from './config/settings.js';

type Ports = Pick<Settings, 'host' | 'port' | 'target'>;

/** What is wrong with the address that something was to listen on, by the code of the system. */
const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use already',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
};

/** Why the service did not start: a line for whoever started it where they can mend it, else the whole stack. */
export function startFailure(error: unknown, settings: Ports | undefined): string {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return listenFailure(error, settings) ?? error.stack ?? error.message;
}

function listenFailure(error: Error, settings: Ports | undefined): string | undefined {
  const { code = '', syscall, address = '', port = 0 }: NodeJS.ErrnoException & Partial<Address> = error;
  const fault = LISTEN_FAULTS[code];
  if (syscall !== 'listen' || fault === undefined || settings === undefined) return undefined;
  const isHost = code === 'EADDRNOTAVAIL';
  const place = isHost ? `The address ${address}` : `Port ${port} of ${address}`;
  const variable = isHost ? 'HOST' : variableOf(port, settings);
  return `${place} ${fault}. Set ${variable} to another one.`;
}

interface Address {
  readonly address: string;
  readonly port: number;
}

function variableOf(port: number, { port: own, target }: Ports): string {
  if (port === own || target.kind === 'cloud') return 'PORT';
  return port === target.cognitoPort ? 'EMBEDDED_COGNITO_PORT' : 'EMBEDDED_DYNAMODB_PORT';
}
