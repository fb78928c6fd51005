import { ApiProblem, type Result, type SignInStep } from 'cognito-auth-client';
import { client } from './client.js';
import { el, link, say } from './dom.js';
import { askForm, codeField, type Field, messageOf } from './form.js';
import { page } from './host.js';

/** Set before the browser leaves for Google, so that a link with somebody else's code signs nobody in. */
const LEFT_FOR_GOOGLE = 'left-for-google';

const email = (value = ''): Field => ({
  name: 'email',
  label: 'E-mail address',
  type: 'email',
  autocomplete: 'username',
  value,
});

/** The first step of a sign-in, and for whom. */
export interface Begun {
  readonly step: SignInStep;
  readonly email: string;
}

export async function signIn(given = ''): Promise<Begun> {
  const form = askForm(page, {
    title: 'Sign in',
    fields: [
      email(given),
      { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' },
    ],
    submit: 'Sign in',
    below: [
      el(
        'p',
        { class: 'links' },
        link('#/sign-up', 'Create an account'),
        link('#/forgot', 'Forgot password?'),
      ),
      el('div', { id: 'social' }),
    ],
    act: async (values) => {
      const address = values['email'] ?? '';
      const password = values['password'] ?? '';
      try {
        return { step: await client.signIn({ email: address, password }), email: address };
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'user_not_confirmed') throw error;
        return confirm(address, password);
      }
    },
  });
  void offerGoogle();
  return form;
}

export async function signUp(): Promise<Begun> {
  const policy = await client.policy();
  const { email: address, password } = await askForm(page, {
    title: 'Create an account',
    fields: [
      { name: 'firstName', label: 'First name', autocomplete: 'given-name' },
      { name: 'lastName', label: 'Last name', autocomplete: 'family-name' },
      email(),
      {
        name: 'password',
        label: 'Password',
        type: 'password',
        autocomplete: 'new-password',
        hint: rules(policy),
      },
      { name: 'department', label: 'Department', optional: true },
      {
        name: 'acceptTerms',
        label: `I accept the terms (version ${policy.signUp.termsVersion})`,
        type: 'checkbox',
      },
    ],
    submit: 'Create account',
    below: [el('p', { class: 'links' }, link('#/sign-in', 'Sign in instead'))],
    act: async ({
      firstName = '',
      lastName = '',
      email: to = '',
      password: chosen = '',
      department = '',
    }) => {
      await client.signUp({
        email: to,
        password: chosen,
        firstName,
        lastName,
        acceptTerms: true,
        ...(department !== '' && { department }),
      });
      return { email: to, password: chosen };
    },
  });
  return confirm(address, password);
}

async function confirm(address: string, password: string): Promise<Begun> {
  const again = el(
    'button',
    {
      type: 'button',
      class: 'plain',
      click: () =>
        void client.resendCode(address).then(
          () => {
            say('A new code is on its way.');
          },
          (error: unknown) => {
            say(messageOf(error));
          },
        ),
    },
    'Send a new code',
  );
  return askForm(page, {
    title: 'Confirm your address',
    intro: [el('p', {}, `We have sent a code to ${address}.`)],
    fields: [codeField()],
    submit: 'Confirm',
    below: [el('p', { class: 'links' }, again, link('#/sign-in', 'Start again'))],
    act: async ({ code = '' }) => {
      await client.confirmSignUp({ email: address, code });
      return { step: await client.signIn({ email: address, password }), email: address };
    },
  });
}

/** Leads to a new password; answers the address it is for. */
export async function forgot(): Promise<string> {
  const address = await askForm(page, {
    title: 'Reset your password',
    intro: [el('p', {}, 'If there is an account for the address, a code goes there.')],
    fields: [email()],
    submit: 'Send a code',
    below: [el('p', { class: 'links' }, link('#/sign-in', 'Back to sign-in'))],
    act: async ({ email: to = '' }) => {
      await client.forgotPassword(to);
      return to;
    },
  });
  return askForm(page, {
    title: 'Choose your new password',
    intro: [el('p', {}, `Enter the code that was sent to ${address}.`)],
    username: address,
    fields: [
      codeField(),
      { name: 'newPassword', label: 'New password', type: 'password', autocomplete: 'new-password' },
    ],
    submit: 'Change password',
    below: [el('p', { class: 'links' }, link('#/sign-in', 'Start again'))],
    act: async ({ code = '', newPassword = '' }) => {
      await client.resetPassword({ email: address, code, newPassword });
      return address;
    },
  });
}

/** Where the browser comes back from Google: the first step; null where it does not. */
export async function backFromGoogle(): Promise<Begun | null> {
  const code = new URLSearchParams(location.search).get('code');
  const expected = sessionStorage.getItem(LEFT_FOR_GOOGLE) !== null;
  sessionStorage.removeItem(LEFT_FOR_GOOGLE);
  if (code === null) return null;
  history.replaceState(null, '', location.pathname);
  return expected ? { step: await client.signInWithSocialCode(code), email: '' } : null;
}

async function offerGoogle(): Promise<void> {
  const { social } = await client.policy();
  const place = document.getElementById('social');
  if (place === null || !social.includes('google')) return;
  const leave = (): void => {
    sessionStorage.setItem(LEFT_FOR_GOOGLE, 'yes');
    location.assign(client.googleSignInUrl(`${location.origin}/`));
  };
  place.replaceChildren(
    el('button', { type: 'button', class: 'secondary', click: leave }, 'Continue with Google'),
  );
}

function rules({ password }: Result<'readPolicy'>): string {
  const wanted = [
    password.requireUppercase && 'a capital letter',
    password.requireLowercase && 'a small letter',
    password.requireNumbers && 'a digit',
    password.requireSymbols && 'a symbol',
  ].filter((rule) => rule !== false);
  const least = `At least ${password.minLength} characters`;
  return wanted.length === 0 ? `${least}.` : `${least}, with ${wanted.join(', ')}.`;
}
