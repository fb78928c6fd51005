import { ApiProblem, type Item } from 'cognito-auth-client';
import { client, me } from './client.js';
import { el, say, when } from './dom.js';
import { buildForm, messageOf } from './form.js';
import { page } from './host.js';
import { askFirstCode, showRecoveryCodes } from './steps.js';

/** One's own profile, changed only where nobody changed it since it was shown. */
export async function profile(): Promise<void> {
  const { profile: shown, etag } = await client.profile.read();
  me.user = shown;
  const form = buildForm(
    {
      title: 'Your profile',
      fields: [
        { name: 'firstName', label: 'First name', autocomplete: 'given-name', value: shown.firstName },
        { name: 'lastName', label: 'Last name', autocomplete: 'family-name', value: shown.lastName },
        { name: 'department', label: 'Department', optional: true, value: shown.department ?? '' },
      ],
      submit: 'Save',
      act: async ({ firstName = '', lastName = '', department = '' }) => {
        const changes = { firstName, lastName, department: department === '' ? null : department };
        try {
          await client.profile.update(changes, { etag });
          return 'Saved.';
        } catch (error) {
          if (!(error instanceof ApiProblem) || error.code !== 'precondition_failed') throw error;
          return 'Somebody else has changed your profile meanwhile: this is how it is now. Nothing was saved.';
        }
      },
    },
    (message) =>
      void profile().then(() => {
        say(message);
      }),
  );
  page.show('Your profile', facts(shown), form);
}

function facts(user: NonNullable<typeof me.user>): HTMLElement {
  const rows: readonly (readonly [string, string])[] = [
    ['E-mail address', user.email],
    ['Role', user.role],
    ['Member of', user.groups.join(', ') || 'no group'],
    ['Last sign-in', when(user.lastLoginAt)],
  ];
  return el('dl', {}, ...rows.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

type Session = Item<'listMySessions'>;

/** Where one is signed in. */
export async function sessions(): Promise<void> {
  const found: Session[] = [];
  for await (const session of client.items('listMySessions', {})) found.push(session);
  const everywhere = el(
    'button',
    { type: 'button', class: 'danger', click: () => void signOutEverywhere() },
    'Sign out everywhere',
  );
  page.show(
    'Where you are signed in',
    el('ul', { class: 'cards' }, ...found.map(sessionCard)),
    el('p', {}, everywhere),
  );
}

function sessionCard({
  sessionId,
  current,
  userAgent,
  ipAddress,
  createdAt,
  lastSeenAt,
}: Session): HTMLElement {
  const since = `Since ${when(createdAt)}, last used ${when(lastSeenAt)}`;
  const end = el(
    'button',
    { type: 'button', class: 'secondary', click: () => void endSession(sessionId) },
    'End',
    el('span', { class: 'unseen' }, ` the session of ${when(createdAt)} at ${ipAddress}`),
  );
  return el(
    'li',
    { class: 'card' },
    el('p', {}, el('strong', {}, current ? 'This one' : ipAddress), ` ${userAgent}`),
    el('p', { class: 'hint' }, since),
    !current && end,
  );
}

async function endSession(sessionId: string): Promise<void> {
  const ended = await tried(() => client.call('endMySession', { path: { sessionId } }));
  if (!ended) return;
  await sessions();
  say('The session has ended.');
}

async function signOutEverywhere(): Promise<void> {
  if (await tried(() => client.signOutEverywhere())) location.hash = '#/signed-out';
}

/** Second factor, password, and the end of the account. */
export async function security(): Promise<void> {
  const { methods, recoveryCodesLeft } = await client.factors.read();
  const app = methods.some(({ method, enabled }) => method === 'TOTP' && enabled);
  const button = (text: string, click: () => void): HTMLElement =>
    el('button', { type: 'button', class: 'secondary', click }, text);
  const factor = app
    ? [
        el('p', {}, `An authenticator app is set up; ${recoveryCodesLeft} recovery codes are left.`),
        button('New recovery codes', () => void newRecoveryCodes()),
        button('Remove the app', () => void removeApp()),
      ]
    : [el('p', {}, 'None is set up.'), button('Set up an authenticator app', () => void setUpApp())];
  page.show('Security', el('h2', {}, 'Second factor'), ...factor, el('h2', {}, 'Password'), passwordForm());
}

function passwordForm(): HTMLElement {
  return buildForm(
    {
      title: 'Password',
      username: me.user?.email ?? '',
      fields: [
        {
          name: 'currentPassword',
          label: 'Current password',
          type: 'password',
          autocomplete: 'current-password',
        },
        { name: 'newPassword', label: 'New password', type: 'password', autocomplete: 'new-password' },
      ],
      submit: 'Change password',
      act: ({ currentPassword = '', newPassword = '' }) =>
        client.changePassword({ currentPassword, newPassword }),
    },
    () =>
      void security().then(() => {
        say('Your password is changed. Your other sessions have ended.');
      }),
  );
}

async function setUpApp(): Promise<void> {
  await tried(async () => {
    const setup = await client.factors.setUpTotp();
    const { recoveryCodes } = await askFirstCode(page, setup, (code) => setup.verify(code));
    if (recoveryCodes !== undefined) await showRecoveryCodes(page, recoveryCodes);
    await security();
    say('Your authenticator app is set up.');
  });
}

async function newRecoveryCodes(): Promise<void> {
  await tried(async () => {
    await showRecoveryCodes(page, await client.factors.newRecoveryCodes());
    await security();
  });
}

async function removeApp(): Promise<void> {
  await tried(async () => {
    await client.factors.removeTotp();
    await security();
    say('The app is removed.');
  });
}

/** Whether it went well; where not, it is said why. */
export async function tried(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    say(messageOf(error));
    return false;
  }
}
