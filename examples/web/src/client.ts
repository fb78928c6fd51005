import { createAuthClient, type UserProfile } from 'cognito-auth-client';
import { inDialog } from './host.js';
import { askForm } from './form.js';
import { finishSignIn } from './steps.js';
import { el } from './dom.js';

const api = document.querySelector<HTMLMetaElement>('meta[name="auth-api"]')?.content ?? '/api/v1';

/** Who is signed in, for the page to show. The tokens stay in the client's memory. */
export const me: { user: UserProfile | null } = { user: null };

/** Called when the service ends the session, set by the page. */
export const sessionEnd: { tell: (reason: string) => void } = { tell: () => undefined };

export const client = createAuthClient({
  baseUrl: api,
  onSessionEnd: (reason) => {
    sessionEnd.tell(reason);
  },
  onStepUp: async () => {
    const email = me.user?.email ?? '';
    const done = await inDialog(async (host) => {
      const first = await askForm(host, {
        title: 'Is it you?',
        intro: [el('p', {}, 'This needs a sign-in of the last few minutes.')],
        username: email,
        fields: [{ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }],
        submit: 'Go on',
        act: ({ password = '' }) => client.signIn({ email, password }),
      });
      return finishSignIn(host, first, email);
    });
    return done !== null;
  },
});
