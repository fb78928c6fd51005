import type { Language } from '../../shared/languages.js';

/** What a code is for; a repeated code is told in the words of the first. */
export type MailKind = 'sign_up' | 'invitation' | 'password_reset' | 'address' | 'sign_in';

interface KindTexts {
  readonly subject: string;
  /** Why there is this mail, as one sentence. */
  readonly why: string;
  /** Stands before the code. */
  readonly codeLabel: string;
  /** How long it is good for. */
  readonly validity: string;
  /** For who did not ask for it. */
  readonly advice: string;
}

export interface LanguageTexts {
  readonly kinds: Readonly<Record<MailKind, KindTexts>>;
  /** With the name where there is one. */
  readonly greeting: (name: string | undefined) => string;
  readonly usernameLabel: string;
  readonly neverShare: string;
  readonly automatic: string;
  readonly help: string;
}

const ENGLISH: LanguageTexts = {
  kinds: {
    sign_up: {
      subject: 'Your confirmation code',
      why: 'Somebody signed up with this e-mail address. Enter this code to confirm it.',
      codeLabel: 'Confirmation code',
      validity: 'It is valid for 24 hours.',
      advice: 'If this was not you, you need do nothing: without the code the account stays closed.',
    },
    invitation: {
      subject: 'Your invitation',
      why: 'An account was made for you. Sign in with this temporary password and choose one of your own.',
      codeLabel: 'Temporary password',
      validity: 'It is valid for a few days.',
      advice: 'If you do not expect this invitation, you need do nothing.',
    },
    password_reset: {
      subject: 'Your code to reset your password',
      why: 'A new password was requested for your account. Enter this code to choose it.',
      codeLabel: 'Reset code',
      validity: 'It is valid for one hour.',
      advice: 'If this was not you, you need do nothing: your password stays as it is.',
    },
    address: {
      subject: 'Your code to verify this address',
      why: 'Somebody entered this address for an account. Enter this code to verify it.',
      codeLabel: 'Verification code',
      validity: 'It is valid for 24 hours.',
      advice: 'If this was not you, you need do nothing: without the code the address is not used.',
    },
    sign_in: {
      subject: 'Your sign-in code',
      why: 'Enter this code to finish signing in.',
      codeLabel: 'Sign-in code',
      validity: 'It is valid for a few minutes.',
      advice: 'If this was not you, somebody knows your password: change it at once.',
    },
  },
  greeting: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  usernameLabel: 'User name',
  neverShare: 'Never give it to anybody. Nobody of us will ask you for it.',
  automatic: 'This message was sent by a machine; nobody reads answers to it.',
  help: 'Help:',
};

const GERMAN: LanguageTexts = {
  kinds: {
    sign_up: {
      subject: 'Ihr Bestätigungscode',
      why: 'Jemand hat sich mit dieser E-Mail-Adresse registriert. Geben Sie diesen Code ein, um sie zu bestätigen.',
      codeLabel: 'Bestätigungscode',
      validity: 'Er gilt 24 Stunden lang.',
      advice:
        'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne den Code bleibt das Konto geschlossen.',
    },
    invitation: {
      subject: 'Ihre Einladung',
      why: 'Für Sie wurde ein Konto angelegt. Melden Sie sich mit diesem vorläufigen Passwort an und wählen Sie ein eigenes.',
      codeLabel: 'Vorläufiges Passwort',
      validity: 'Es gilt einige Tage lang.',
      advice: 'Wenn Sie diese Einladung nicht erwarten, brauchen Sie nichts zu tun.',
    },
    password_reset: {
      subject: 'Ihr Code zum Zurücksetzen des Passworts',
      why: 'Für Ihr Konto wurde ein neues Passwort angefordert. Geben Sie diesen Code ein, um es zu wählen.',
      codeLabel: 'Code',
      validity: 'Er gilt eine Stunde lang.',
      advice: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
    },
    address: {
      subject: 'Ihr Code zum Bestätigen dieser Adresse',
      why: 'Jemand hat diese Adresse für ein Konto angegeben. Geben Sie diesen Code ein, um sie zu bestätigen.',
      codeLabel: 'Bestätigungscode',
      validity: 'Er gilt 24 Stunden lang.',
      advice:
        'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne den Code wird die Adresse nicht verwendet.',
    },
    sign_in: {
      subject: 'Ihr Anmeldecode',
      why: 'Geben Sie diesen Code ein, um die Anmeldung abzuschließen.',
      codeLabel: 'Anmeldecode',
      validity: 'Er gilt wenige Minuten lang.',
      advice: 'Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es sofort.',
    },
  },
  greeting: (name) => (name === undefined ? 'Guten Tag,' : `Guten Tag ${name},`),
  usernameLabel: 'Benutzername',
  neverShare: 'Geben Sie das niemandem weiter. Niemand von uns wird Sie danach fragen.',
  automatic: 'Diese Nachricht wurde automatisch verschickt; Antworten darauf liest niemand.',
  help: 'Hilfe:',
};

export const MAIL_TEXTS: Readonly<Record<Language, LanguageTexts>> = { en: ENGLISH, de: GERMAN };
