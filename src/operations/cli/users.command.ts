import { createAdminCommand } from './create-admin.command.js';
import { exportCommand } from './export.command.js';
import { importCommand } from './import.command.js';
import type { OperatorCommand } from './operator-command.js';
import { UsageError } from './usage-error.js';

const COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  import: importCommand,
  export: exportCommand,
  'create-admin': createAdminCommand,
};

/** Three commands round people. */
export const usersCommand: OperatorCommand = {
  help: Object.values(COMMANDS)
    .map(({ help }) => help)
    .join('\n\n'),

  async run([name = '', ...args], surroundings): Promise<number> {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) {
      throw new UsageError(`'users' takes one of ${Object.keys(COMMANDS).join(', ')} as its first argument.`);
    }
    return command.run(args, surroundings);
  },
};
