import { InviteUserDto } from '../../admin/dto/invite-user.dto.js';
import type { Settings } from '../../config/settings.js';
import { validated } from '../../http/validation.pipe.js';
import { AppError } from '../../shared/app-error.js';
import { FirstAdmin, type FirstAdminRequest, type FirstAdminResult } from '../first-admin/first-admin.js';
import { parseArguments } from './command-arguments.js';
import { EXIT } from './exit-code.js';
import type { OperatorCommand } from './operator-command.js';
import { inSession } from './operator-session.js';
import { UsageError } from './usage-error.js';

const HELP = `Usage: npm run users -- create-admin EMAIL [--first-name NAME] [--last-name NAME] [--resend]

Makes somebody an administrator: invites them by a mail with a temporary password, and puts them into the group that
ADMIN_GROUP names, which is made where it is missing. Somebody who has an account already is only put into the group. May be
repeated.

  --first-name  First unless given
  --last-name   Administrator unless given
  --resend      sends the invitation again, with a new temporary password, to somebody who has not taken it up
  --help        this text

Ends with 0, or 1 on failure.`;

type Person = FirstAdminRequest['person'];

const REFUSALS = {
  disabled: 'The account is disabled. Enable it first.',
  unproved:
    'There is an account with this address, but nobody has proved yet to read its mail. Have the sign-up confirmed, or delete ' +
    'the account.',
} as const;

const TEXTS = {
  invited: 'invited; the mail has the temporary password',
  invited_again: 'invited again; the mail has a new temporary password',
  waiting: 'invited before and has not come yet; --resend sends the mail again',
  promoted: 'is an administrator; the next tokens show it',
} as const;

export const createAdminCommand: OperatorCommand = {
  help: HELP,

  async run(args, { terminal }): Promise<number> {
    const { values, positionals } = parseArguments(
      args,
      {
        'first-name': { type: 'string', default: 'First' },
        'last-name': { type: 'string', default: 'Administrator' },
        resend: { type: 'boolean', default: false },
      },
      ['EMAIL'],
    );
    const [email = ''] = positionals;
    const names = { email, firstName: values['first-name'], lastName: values['last-name'] };
    const result = await inSession(async ({ settings, get }) => {
      const person = await personOf(names, settings);
      return get(FirstAdmin).create({ person, adminGroup: settings.adminGroup, resend: values.resend });
    });
    terminal.line(textOf(result));
    return result.outcome === 'refused' ? EXIT.failed : EXIT.clean;
  },
};

/** By the rules of `POST /admin/users`. A role is business data and authorises nothing, so the usual one will do. */
async function personOf(
  names: Pick<Person, 'email' | 'firstName' | 'lastName'>,
  { defaultRole }: Settings,
): Promise<Person> {
  try {
    const dto = await validated({ ...names, role: defaultRole }, InviteUserDto);
    return dto.toNewUser();
  } catch (error) {
    if (!(error instanceof AppError) || error.errors === undefined) throw error;
    throw new UsageError(error.errors.map(({ field, message }) => `${field} ${message}`).join('; ') + '.');
  }
}

function textOf(result: FirstAdminResult): string {
  if (result.outcome === 'refused') return REFUSALS[result.why];
  return `user ${result.userId}: ${TEXTS[result.outcome]}`;
}
