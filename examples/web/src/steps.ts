import type {
  MfaRequired,
  MfaSelectionRequired,
  MfaSetupRequired,
  NewPasswordRequired,
  SignedIn,
  SignInStep,
  SocialLinkRequired,
} from 'cognito-auth-client';
import { el, link } from './dom.js';
import { askForm, codeField } from './form.js';
import type { Host } from './host.js';

const METHODS = { TOTP: 'Authenticator app', EMAIL: 'E-mail', SMS: 'Text message' } as const;
const startAgain = (): Node => el('p', { class: 'links' }, link('#/sign-in', 'Start again'));

/** Leads through whatever is missing, until somebody is signed in. */
export async function finishSignIn(host: Host, first: SignInStep, email: string): Promise<SignedIn> {
  let step = first;
  while (step.status !== 'AUTHENTICATED') step = await next(host, step, email);
  if (step.recoveryCodes !== undefined) await showRecoveryCodes(host, step.recoveryCodes);
  return step;
}

function next(host: Host, step: Exclude<SignInStep, SignedIn>, email: string): Promise<SignInStep> {
  switch (step.status) {
    case 'MFA_REQUIRED':
      return askCode(host, step);
    case 'MFA_SELECTION_REQUIRED':
      return askMethod(host, step);
    case 'MFA_SETUP_REQUIRED':
      return askSetup(host, step);
    case 'NEW_PASSWORD_REQUIRED':
      return askNewPassword(host, step, email);
    case 'SOCIAL_LINK_REQUIRED':
      return askLink(host, step);
  }
}

function askCode(host: Host, step: MfaRequired): Promise<SignInStep> {
  const where =
    step.destination === undefined ? 'shown in your authenticator app' : `sent to ${step.destination}`;
  return new Promise((resolve) => {
    const lost = el(
      'button',
      { type: 'button', class: 'plain', click: () => void askRecovery(host, step).then(resolve) },
      'Use a recovery code',
    );
    void askForm(host, {
      title: 'Enter your code',
      intro: [el('p', {}, `The code is ${where}.`)],
      fields: [codeField()],
      submit: 'Go on',
      below: [el('p', { class: 'links' }, lost), startAgain()],
      act: ({ code = '' }) => step.verify(code),
    }).then(resolve);
  });
}

function askRecovery(host: Host, step: MfaRequired): Promise<SignInStep> {
  return askForm(host, {
    title: 'Use a recovery code',
    intro: [el('p', {}, 'Each works once. Afterwards you set up your authenticator app again.')],
    fields: [{ name: 'recoveryCode', label: 'Recovery code' }],
    submit: 'Go on',
    below: [startAgain()],
    act: ({ recoveryCode = '' }) => step.recover(recoveryCode),
  });
}

function askMethod(host: Host, step: MfaSelectionRequired): Promise<SignInStep> {
  const choices = step.methods.map((method) => [method, METHODS[method]] as const);
  return askForm(host, {
    title: 'Choose your second factor',
    fields: [{ name: 'method', label: 'Where shall the code come from?', choices }],
    submit: 'Go on',
    below: [startAgain()],
    act: ({ method }) => step.select(step.methods.find((one) => one === method) ?? 'TOTP'),
  });
}

async function askSetup(host: Host, step: MfaSetupRequired): Promise<SignInStep> {
  const setup = await askForm(host, {
    title: 'A second factor is needed',
    intro: [el('p', {}, 'Have an authenticator app at hand, such as the one of your password manager.')],
    fields: [],
    submit: 'Set it up',
    below: [startAgain()],
    act: () => step.setUp(),
  });
  return askFirstCode(host, setup, (code) => setup.verify(code));
}

export function askFirstCode<T>(
  host: Host,
  { secret, qrCode }: { readonly secret: string; readonly qrCode: string },
  verify: (code: string) => Promise<T>,
): Promise<T> {
  return askForm(host, {
    title: 'Set up your authenticator app',
    intro: [
      el('p', {}, 'Scan the picture with the app, or type the key in. Then enter the code that it shows.'),
      el('img', { src: qrCode, alt: 'QR code of the key below', class: 'qr', width: '220', height: '220' }),
      el('p', {}, 'Key: ', el('code', { class: 'secret' }, secret.replace(/(.{4})/g, '$1 ').trim())),
    ],
    fields: [codeField()],
    submit: 'Finish',
    act: ({ code = '' }) => verify(code),
  });
}

function askNewPassword(host: Host, step: NewPasswordRequired, email: string): Promise<SignInStep> {
  const why = step.reason === 'INVITED' ? 'You were invited with a temporary one.' : 'Yours is too old.';
  return askForm(host, {
    title: 'Choose a new password',
    intro: [el('p', {}, why)],
    username: email,
    fields: [{ name: 'newPassword', label: 'New password', type: 'password', autocomplete: 'new-password' }],
    submit: 'Go on',
    below: [startAgain()],
    act: ({ newPassword = '' }) => step.choose(newPassword),
  });
}

function askLink(host: Host, step: SocialLinkRequired): Promise<SignInStep> {
  return askForm(host, {
    title: 'Is this account yours?',
    intro: [el('p', {}, `${step.destination} has a password here. Enter it once to join the two.`)],
    fields: [{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }],
    submit: 'Join',
    below: [startAgain()],
    act: ({ password = '' }) => step.link(password),
  });
}

export function showRecoveryCodes(host: Host, codes: readonly string[]): Promise<unknown> {
  return askForm(host, {
    title: 'Keep your recovery codes',
    intro: [
      el('p', {}, 'With one of them you get in when you have lost your phone. They are shown only now.'),
      el('ul', { class: 'codes' }, ...codes.map((code) => el('li', {}, el('code', {}, code)))),
    ],
    fields: [{ name: 'kept', label: 'I have kept them in a safe place', type: 'checkbox' }],
    submit: 'Done',
    act: () => Promise.resolve(),
  });
}
