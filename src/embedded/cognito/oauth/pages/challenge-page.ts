import type { AuthOutcome } from '../../auth/sign-in-attempt.js';
import { html, type Html } from './html.js';
import { alertLine } from './page.js';

type ChallengeName = NonNullable<AuthOutcome['ChallengeName']>;

export interface ChallengePage {
  readonly action: string;
  readonly formToken: string;
  readonly challenge: ChallengeName;
  readonly session: string;
  readonly alert: string | undefined;
  /** Where a code was sent; masked. */
  readonly destination: string | undefined;
  /** The factors that can be chosen from. */
  readonly choices: readonly string[];
  /** The key to put into an authenticator app. */
  readonly secret: string | undefined;
}

const TITLES: Readonly<Partial<Record<ChallengeName, string>>> = {
  MFA_SETUP: 'Set up an authenticator app',
  NEW_PASSWORD_REQUIRED: 'Choose a new password',
  SELECT_MFA_TYPE: 'Choose how to prove it is you',
};

const FACTORS: Readonly<Record<string, string>> = {
  EMAIL_OTP: 'A code by e-mail',
  SMS_MFA: 'A code by text message',
  SOFTWARE_TOKEN_MFA: 'An authenticator app',
};

export function challengeTitle(challenge: ChallengeName): string {
  return TITLES[challenge] ?? 'Enter your code';
}

/** The step after the password: whatever it is, one form with one answer. */
export function challengePage(page: ChallengePage): Html {
  return html`${alertLine(page.alert)}
    <form method="post" action="${page.action}">
      <input type="hidden" name="_csrf" value="${page.formToken}" />
      <input type="hidden" name="challenge" value="${page.challenge}" />
      <input type="hidden" name="session" value="${page.session}" />
      ${question(page)}
    </form>`;
}

function question(page: ChallengePage): Html {
  switch (page.challenge) {
    case 'NEW_PASSWORD_REQUIRED':
      return html`<label for="answer">New password</label>
        <input id="answer" name="answer" type="password" autocomplete="new-password" required />
        <button type="submit">Continue</button>`;
    case 'SELECT_MFA_TYPE':
      return html`${page.choices.map(
        (choice) =>
          html`<button type="submit" name="answer" value="${choice}">${FACTORS[choice] ?? choice}</button>`,
      )}`;
    case 'MFA_SETUP':
      return html`<p>Enter this key into the app: <code>${page.secret ?? ''}</code></p>
        ${codeField('The code that it shows')}`;
    default:
      return html`${sentTo(page)}${codeField('Code')}`;
  }
}

function sentTo({ challenge, destination }: ChallengePage): Html {
  return destination === undefined
    ? html`<p>${FACTORS[challenge] ?? challenge}</p>`
    : html`<p>It was sent to ${destination}.</p>`;
}

function codeField(label: string): Html {
  return html`<label for="answer">${label}</label>
    <input id="answer" name="answer" inputmode="numeric" autocomplete="one-time-code" required />
    <button type="submit">Continue</button>`;
}
