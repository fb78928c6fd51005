import 'reflect-metadata';
import { ConfigError } from '../../config/config-error.js';
import { AppError } from '../../shared/app-error.js';
import { loggableError } from '../../shared/loggable-error.js';
import { PeopleFileError } from '../people-import/people-file-error.js';
import { ProvisioningError } from '../../provisioning/provisioning-error.js';
import { awsFailureText } from './aws-failure.js';
import { doctorCommand } from './doctor.command.js';
import { EXIT } from './exit-code.js';
import { LockedFolderError } from './locked-folder-error.js';
import type { OperatorCommand } from './operator-command.js';
import { provisionCommand } from './provision.command.js';
import { reconcileCommand } from './reconcile.command.js';
import { Terminal } from './terminal.js';
import { usersCommand } from './users.command.js';
import { UsageError } from './usage-error.js';

const COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  provision: provisionCommand,
  doctor: doctorCommand,
  reconcile: reconcileCommand,
  users: usersCommand,
};

/** Their messages say all that an operator needs. */
const READABLE = [ConfigError, LockedFolderError, PeopleFileError, ProvisioningError];

/** Runs the command that the first argument names; answers the exit code. */
export async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const terminal = new Terminal();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    terminal.notice(`There is no command '${name}'; there are ${Object.keys(COMMANDS).join(', ')}.`);
    return EXIT.failed;
  }
  if (args.includes('--help')) {
    terminal.line(command.help);
    return EXIT.clean;
  }
  const signal = untilInterrupted(terminal);
  try {
    return await command.run(args, { terminal, signal });
  } catch (error) {
    terminal.end();
    if (signal.aborted && error === signal.reason) return EXIT.stopped;
    terminal.notice(messageOf(error, command));
    return EXIT.failed;
  }
}

/** The first Ctrl+C asks the command to end where it can go on later, the second ends the process. */
function untilInterrupted(terminal: Terminal): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      terminal.notice('Stopping; what was done stays done. Once more ends at once.');
      controller.abort();
    });
  }
  return controller.signal;
}

function messageOf(error: unknown, { help }: OperatorCommand): string {
  if (error instanceof UsageError) return `${error.message}\n\n${help}`;
  if (READABLE.some((type) => error instanceof type)) return (error as Error).message;
  if (error instanceof AppError) return refusalText(error);
  const refused = awsFailureText(error);
  if (refused !== undefined) return refused;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function refusalText(error: AppError): string {
  const { type, message } = loggableError(error.cause);
  const cause = error.cause === undefined ? '' : ` (${type}${message === '' ? '' : `: ${message}`})`;
  switch (error.code) {
    case 'service_unavailable':
      return `AWS cannot be reached, or refuses more calls just now${cause}. Run the command again later.`;
    case 'too_many_requests':
      return `Cognito has reached a limit${cause}. Run the command again later.`;
    default:
      return `The command failed: ${error.code}${cause}`;
  }
}
