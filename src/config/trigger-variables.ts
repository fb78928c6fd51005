import { contact } from './edge-variables.js';
import { EnvValueError, type EnvVariable, flag, secureUrl } from './env-variable.js';

const ACCEPTED_NAME = '1 to 60 characters, without line breaks, < > { and }';
const ACCEPTED_COLOR = 'a colour such as #1f4e79';

/** A name that may stand in the subject of a mail, where a brace could be taken for a placeholder. */
const brandName: EnvVariable<string> = {
  accepts: ACCEPTED_NAME,
  defaultText: undefined,
  help: 'The name in the subject and at the head of mails with codes; absent means none.',
  parse: (raw) => {
    if (!/^[^\p{C}\p{Zl}\p{Zp}<>{}]{1,60}$/u.test(raw)) throw new EnvValueError(`must be ${ACCEPTED_NAME}`);
    return raw;
  },
};

const brandColor: EnvVariable<string> = {
  accepts: ACCEPTED_COLOR,
  defaultText: '#1f4e79',
  help: 'The colour of the head of mails with codes; its text is white.',
  parse: (raw) => {
    if (!/^#[0-9a-f]{6}$/i.test(raw)) throw new EnvValueError(`must be ${ACCEPTED_COLOR}`);
    return raw;
  },
};

/** What the Lambda functions of `src/triggers` read besides the tables' prefix, the region and the roles. */
export const TRIGGER_VARIABLES = {
  BRAND_NAME: brandName,
  BRAND_URL: secureUrl({ help: 'Page at the foot of mails with codes; absent means none.' }),
  BRAND_COLOR: brandColor,
  SUPPORT_CONTACT: contact({ help: 'Whom mails with codes name for help; absent means nobody.' }),
  AUTO_CONFIRM_SIGN_UP: flag({
    default: 'false',
    help: 'Whether a sign-up needs no code, for development alone; refused in production.',
  }),
} as const;
