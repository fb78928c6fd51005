import { readFileSync } from 'node:fs';
import { observed, type Step, transitionsIn } from '../support/challenge-diagram.js';
import { ChallengeDeployments } from '../support/challenge-deployments.js';
import type { ChallengeWalker } from '../support/challenge-walker.js';
import type { StepAnswer } from '../support/client-steps.js';
import { newEmail, PASSWORD } from '../support/journey.js';

const DIAGRAM = readFileSync('src/auth/challenge-states.mermaid', 'utf8');
const TRANSITIONS = transitionsIn(DIAGRAM);
const NEW_PASSWORD = { newPassword: 'another-Horse-8-battery' };
const WRONG = { code: '000000' };

const REFUSALS = [
  { ending: 'wrong password', code: 'invalid_credentials' },
  { ending: 'locked', code: 'account_locked' },
  { ending: 'expired', code: 'session_expired' },
  { ending: 'sixth attempt', code: 'session_expired' },
];

async function times(count: number, step: () => Promise<StepAnswer>): Promise<void> {
  for (let i = 0; i < count; i += 1) await step();
}

describe('a sign-in', () => {
  const at = new ChallengeDeployments();

  beforeAll(() => at.start(), 90_000);
  afterAll(() => at.close());

  /** Somebody with an app, at the moment when its code is asked for. */
  const asked = async (walker: ChallengeWalker) => {
    const person = await walker.personWithApp();
    return { ...person, from: await walker.login(person.email) };
  };

  const asksForSetUp = async () => at.required.login(await at.required.person());

  const showsSecret = async () => at.required.setUp(await asksForSetUp());

  const asksForChoice = async () => at.optional.login((await at.optional.personWithSeveral()).email);

  const WALKS: Record<string, () => Promise<Step>> = {
    '[*] --> AUTHENTICATED: login, no factor set up': async () => ({
      from: null,
      to: await at.optional.login(await at.optional.person()),
    }),
    '[*] --> MFA_REQUIRED: login, one factor set up': async () => ({
      from: null,
      to: (await asked(at.optional)).from,
    }),
    '[*] --> MFA_SELECTION_REQUIRED: login, several factors set up': async () => ({
      from: null,
      to: await asksForChoice(),
    }),
    '[*] --> MFA_SETUP_REQUIRED: login, none set up where everybody needs one': async () => ({
      from: null,
      to: await asksForSetUp(),
    }),
    '[*] --> NEW_PASSWORD_REQUIRED: login, invited': async () => ({
      from: null,
      to: await at.optional.invited(),
    }),
    '[*] --> REFUSED: login, wrong password': async () => ({
      from: null,
      to: await at.optional.login(await at.optional.person(), 'wrong'),
    }),
    '[*] --> REFUSED: login, locked': async () => {
      const email = await at.locking.person();
      await times(5, () => at.locking.login(email, 'wrong'));
      return { from: null, to: await at.locking.login(email) };
    },

    '[*] --> AUTHENTICATED: Google, no app set up': async () => ({
      from: null,
      to: await at.locking.google(newEmail()),
    }),
    '[*] --> MFA_REQUIRED: Google, an app set up': async () => {
      const email = newEmail();
      const { probe } = await at.locking.google(email);
      await at.locking.journey.enrolTotp(await probe.client.accessToken());
      return { from: null, to: await at.locking.google(email) };
    },
    '[*] --> MFA_SETUP_REQUIRED: Google, none set up where everybody needs one': async () => ({
      from: null,
      to: await (await at.socialAndRequired()).google(newEmail()),
    }),
    '[*] --> SOCIAL_LINK_REQUIRED: Google, the address has a password here': async () => ({
      from: null,
      to: await at.locking.google(await at.locking.person()),
    }),
    'SOCIAL_LINK_REQUIRED --> AUTHENTICATED: link, no factor set up': async () => {
      const from = await at.locking.google(await at.locking.person());
      return { from, to: await at.locking.next(from, 'social/link', { password: PASSWORD }) };
    },
    'SOCIAL_LINK_REQUIRED --> MFA_REQUIRED: link, one factor set up': async () => {
      const from = await at.locking.google((await at.locking.personWithApp()).email);
      return { from, to: await at.locking.next(from, 'social/link', { password: PASSWORD }) };
    },
    'SOCIAL_LINK_REQUIRED --> SOCIAL_LINK_REQUIRED: link, wrong password': async () => {
      const from = await at.locking.google(await at.locking.person());
      const to = await at.locking.next(from, 'social/link', { password: 'wrong' });
      return { from, to, retry: await at.locking.next(from, 'social/link', { password: PASSWORD }) };
    },

    'NEW_PASSWORD_REQUIRED --> AUTHENTICATED: new-password, no factor set up': async () => {
      const from = await at.optional.invited();
      return { from, to: await at.optional.next(from, 'new-password', NEW_PASSWORD) };
    },
    'NEW_PASSWORD_REQUIRED --> MFA_REQUIRED: new-password, one factor set up': async () => {
      const { email } = await at.optional.personWithApp();
      const from = await at.optional.withTemporaryPassword(email);
      return { from, to: await at.optional.next(from, 'new-password', NEW_PASSWORD) };
    },
    'NEW_PASSWORD_REQUIRED --> MFA_SELECTION_REQUIRED: new-password, several factors set up': async () => {
      const { email } = await at.optional.personWithSeveral();
      const from = await at.optional.withTemporaryPassword(email);
      return { from, to: await at.optional.next(from, 'new-password', NEW_PASSWORD) };
    },
    'NEW_PASSWORD_REQUIRED --> MFA_SETUP_REQUIRED: new-password, none set up where everybody needs one':
      async () => {
        const from = await at.required.invited();
        return { from, to: await at.required.next(from, 'new-password', NEW_PASSWORD) };
      },
    'NEW_PASSWORD_REQUIRED --> NEW_PASSWORD_REQUIRED: new-password, against the rules': async () => {
      const from = await at.optional.invited();
      const to = await at.optional.next(from, 'new-password', { newPassword: 'short' });
      return { from, to, retry: await at.optional.next(from, 'new-password', NEW_PASSWORD) };
    },
    'NEW_PASSWORD_REQUIRED --> REFUSED: new-password, sixth attempt': async () => {
      const from = await at.optional.invited();
      await times(5, () => at.optional.next(from, 'new-password', { newPassword: 'weak-as-can-be' }));
      return { from, to: await at.optional.next(from, 'new-password', NEW_PASSWORD) };
    },
    'NEW_PASSWORD_REQUIRED --> REFUSED: new-password, expired': async () => {
      const from = await at.optional.invited();
      return { from, to: await at.later(() => at.optional.next(from, 'new-password', NEW_PASSWORD)) };
    },

    'MFA_SELECTION_REQUIRED --> MFA_REQUIRED: select, one of the choices': async () => {
      const from = await asksForChoice();
      return { from, to: await at.optional.next(from, 'mfa/select', { method: 'EMAIL' }) };
    },
    'MFA_SELECTION_REQUIRED --> MFA_SELECTION_REQUIRED: select, none of the choices': async () => {
      const from = await asksForChoice();
      const to = await at.optional.next(from, 'mfa/select', { method: 'SMS' });
      return { from, to, retry: await at.optional.next(from, 'mfa/select', { method: 'TOTP' }) };
    },
    'MFA_SELECTION_REQUIRED --> REFUSED: select, expired': async () => {
      const from = await asksForChoice();
      return { from, to: await at.later(() => at.optional.next(from, 'mfa/select', { method: 'EMAIL' })) };
    },

    'MFA_REQUIRED --> AUTHENTICATED: verify, right code': async () => {
      const { from, app } = await asked(at.optional);
      return { from, to: await at.optional.next(from, 'mfa/verify', { code: await app.nextCode() }) };
    },
    'MFA_REQUIRED --> MFA_REQUIRED: verify, wrong code': async () => {
      const { from, app } = await asked(at.optional);
      const to = await at.optional.next(from, 'mfa/verify', WRONG);
      return { from, to, retry: await at.optional.next(from, 'mfa/verify', { code: await app.nextCode() }) };
    },
    'MFA_REQUIRED --> REFUSED: verify, sixth attempt': async () => {
      const { from, app } = await asked(at.optional);
      await times(5, () => at.optional.next(from, 'mfa/verify', WRONG));
      return { from, to: await at.optional.next(from, 'mfa/verify', { code: await app.nextCode() }) };
    },
    'MFA_REQUIRED --> REFUSED: verify, locked': async () => {
      const { from, app } = await asked(at.locking);
      await times(5, () => at.locking.next(from, 'mfa/verify', WRONG));
      return { from, to: await at.locking.next(from, 'mfa/verify', { code: await app.nextCode() }) };
    },
    'MFA_REQUIRED --> REFUSED: verify, expired': async () => {
      const { from, app } = await asked(at.optional);
      const answer = { code: await app.nextCode() };
      return { from, to: await at.later(() => at.optional.next(from, 'mfa/verify', answer)) };
    },
    'MFA_REQUIRED --> MFA_SETUP_REQUIRED: recover, right recovery code': async () => {
      const { from, recoveryCodes } = await asked(at.optional);
      return { from, to: await at.optional.next(from, 'mfa/recover', { recoveryCode: recoveryCodes[0] }) };
    },
    'MFA_REQUIRED --> MFA_REQUIRED: recover, right recovery code and another factor left': async () => {
      const { email, recoveryCodes } = await at.optional.personWithSeveral();
      const choice = await at.optional.login(email);
      const from = await at.optional.next(choice, 'mfa/select', { method: 'TOTP' });
      return { from, to: await at.optional.next(from, 'mfa/recover', { recoveryCode: recoveryCodes[0] }) };
    },
    'MFA_REQUIRED --> MFA_REQUIRED: recover, wrong recovery code': async () => {
      const { from, recoveryCodes } = await asked(at.optional);
      const to = await at.optional.next(from, 'mfa/recover', { recoveryCode: 'AAAA-BBBB-CCCC-DDDD' });
      const retry = await at.optional.next(from, 'mfa/recover', { recoveryCode: recoveryCodes[0] });
      return { from, to, retry };
    },

    'MFA_SETUP_REQUIRED --> SECRET_SHOWN: setup': async () => {
      const from = await asksForSetUp();
      return { from, to: await at.required.setUp(from) };
    },
    'MFA_SETUP_REQUIRED --> REFUSED: setup, expired': async () => {
      const from = await asksForSetUp();
      return { from, to: await at.later(() => at.required.setUp(from)) };
    },
    'SECRET_SHOWN --> AUTHENTICATED: setup/verify, right code': async () => {
      const from = await showsSecret();
      const code = await at.required.appOf(from).nextCode();
      return { from, to: await at.required.next(from, 'mfa/setup/verify', { code }) };
    },
    'SECRET_SHOWN --> SECRET_SHOWN: setup/verify, wrong code': async () => {
      const from = await showsSecret();
      const to = await at.required.next(from, 'mfa/setup/verify', WRONG);
      const code = await at.required.appOf(from).nextCode();
      return { from, to, retry: await at.required.next(from, 'mfa/setup/verify', { code }) };
    },
    'SECRET_SHOWN --> REFUSED: setup/verify, sixth attempt': async () => {
      const from = await showsSecret();
      await times(5, () => at.required.next(from, 'mfa/setup/verify', WRONG));
      const code = await at.required.appOf(from).nextCode();
      return { from, to: await at.required.next(from, 'mfa/setup/verify', { code }) };
    },
    'SECRET_SHOWN --> REFUSED: setup/verify, locked': async () => {
      const { from: first, recoveryCodes } = await asked(at.locking);
      const lost = await at.locking.next(first, 'mfa/recover', { recoveryCode: recoveryCodes[0] });
      const from = await at.locking.setUp(lost);
      await times(5, () => at.locking.next(from, 'mfa/setup/verify', WRONG));
      const code = await at.locking.appOf(from).nextCode();
      return { from, to: await at.locking.next(from, 'mfa/setup/verify', { code }) };
    },
    'SECRET_SHOWN --> REFUSED: setup/verify, expired': async () => {
      const from = await showsSecret();
      const code = await at.required.appOf(from).nextCode();
      return { from, to: await at.later(() => at.required.next(from, 'mfa/setup/verify', { code })) };
    },
  };

  it('has a walk for every edge of the diagram, and no other', () => {
    expect(Object.keys(WALKS).sort()).toEqual(TRANSITIONS.map(({ edge }) => edge).sort());
    expect(transitionsIn('    A --> B: go\n    B --> [*]')).toHaveLength(1);
  });

  it.each(TRANSITIONS)('goes $edge', async ({ edge, from, to, label }) => {
    const refusal = REFUSALS.find(({ ending }) => label.endsWith(ending))?.code;
    expect(observed(await WALKS[edge]!())).toEqual({
      from,
      to,
      refusal: to === 'REFUSED' ? refusal : undefined,
      hasTokens: to === 'AUTHENTICATED',
    });
  });
});
