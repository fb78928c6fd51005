import { profile, security, sessions, tried } from './account.js';
import { client, me, sessionEnd } from './client.js';
import { byId, el, link, say } from './dom.js';
import { backFromGoogle, type Begun, forgot, signIn, signUp } from './entrance.js';
import { messageOf } from './form.js';
import { page } from './host.js';
import { finishSignIn } from './steps.js';
import { users } from './users.js';

const ENDS: Readonly<Record<string, string>> = {
  session_revoked: 'This session was ended.',
  session_idle_timeout: 'You were signed out because nothing happened for a while.',
  account_disabled: 'The account is disabled.',
};

const INSIDE: Readonly<Record<string, () => Promise<void>>> = {
  '#/profile': profile,
  '#/sessions': sessions,
  '#/security': security,
  '#/users': () => users(),
};

/** Counts the screens, so that a sign-in that was left cannot come back over another one. */
let visit = 0;

const SIGNED_OUT = 'You are signed out.';
let farewell = SIGNED_OUT;

async function route(): Promise<void> {
  const { hash } = location;
  if (hash === '#main') return;
  visit += 1;
  const inside = INSIDE[hash];
  try {
    if (me.user !== null && inside !== undefined) await showInside(hash, inside);
    else if (me.user !== null && hash !== '#/signed-out') location.hash = '#/profile';
    else await showOutside(hash);
  } catch (error) {
    // The session ended meanwhile, and the way out is under way.
    if (inside !== undefined && me.user === null) return;
    page.show(
      'That did not work',
      el('p', { role: 'alert' }, messageOf(error)),
      link('#/sign-in', 'Start again'),
    );
  }
}

async function showInside(hash: string, screen: () => Promise<void>): Promise<void> {
  await screen();
  showNavigation(hash);
}

async function showOutside(hash: string): Promise<void> {
  me.user = null;
  showNavigation(hash);
  if (hash === '#/forgot') {
    const email = await mine(forgot());
    await enter(signInAfter(email, 'Your password is changed. Sign in with it.'));
  } else if (hash === '#/signed-out') await enter(signInAfter('', takeFarewell()));
  else await enter(hash === '#/sign-up' ? signUp() : signIn());
}

function signInAfter(email: string, message: string): Promise<Begun> {
  const form = signIn(email);
  say(message);
  return form;
}

async function enter(begun: Promise<Begun>): Promise<void> {
  const { step, email } = await mine(begun);
  const { user } = await mine(finishSignIn(page, step, email));
  me.user = user;
  if (location.hash === '#/profile') await route();
  else location.hash = '#/profile';
}

/** What comes of it, unless another screen was opened meanwhile: then it never does. */
async function mine<T>(work: Promise<T>): Promise<T> {
  const now = visit;
  const result = await work;
  return now === visit ? result : new Promise<T>(() => undefined);
}

function showNavigation(hash: string): void {
  const { user } = me;
  byId('header').hidden = user === null;
  const entries: [string, string][] = [
    ['#/profile', 'Profile'],
    ['#/sessions', 'Sessions'],
    ['#/security', 'Security'],
  ];
  if (user?.groups.includes('admin')) entries.push(['#/users', 'Users']);
  const links = entries.map(([href, text]) => {
    const entry = link(href, text);
    if (href === hash) entry.setAttribute('aria-current', 'page');
    return el('li', {}, entry);
  });
  const out = el('button', { type: 'button', class: 'secondary', click: () => void signOut() }, 'Sign out');
  byId('nav').replaceChildren(el('ul', {}, ...links, el('li', {}, out)));
}

async function signOut(): Promise<void> {
  const told = await tried(() => client.signOut());
  leave(told ? SIGNED_OUT : 'You are signed out here, but the service could not be told.');
}

/** To the sign-in form, with that to say. */
function leave(message: string): void {
  me.user = null;
  farewell = message;
  location.hash = '#/signed-out';
}

function takeFarewell(): string {
  const message = farewell;
  farewell = SIGNED_OUT;
  return message;
}

sessionEnd.tell = (reason) => {
  leave(ENDS[reason] ?? 'Your session has ended.');
};

addEventListener('hashchange', () => void route());

const back = backFromGoogle();
void back.then(
  (begun) => (begun === null ? route() : enter(Promise.resolve(begun))),
  (error: unknown) => {
    void route();
    say(messageOf(error));
  },
);
