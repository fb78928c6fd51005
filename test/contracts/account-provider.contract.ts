import type { Language } from '../../src/shared/languages.js';
import { DRAFT, newEmail, ORIGIN, PASSWORD, wrong } from './identity-provider.steps.js';
import { DAY_MS, UNKNOWN_USER, type PoolSteps } from './pool.steps.js';

const NOBODY = { step: 'refused', reason: 'invalid_credentials' };
const SIGNED_IN = { step: 'authenticated' };
const INVALID_TOKEN = { code: 'invalid_token' };

export function describeAddressRequests(as: PoolSteps): void {
  describe('a new address', () => {
    it('is none where it is the old one, in any case', async () => {
      const { email, accessToken } = await as.newcomer();
      for (const same of [email, email.toUpperCase()]) {
        await expect(as.subject.accounts.startEmailChange(accessToken, same)).resolves.toBe('same');
      }
    });

    it('is refused where somebody has it, confirmed or not', async () => {
      const { accessToken } = await as.newcomer();
      const others = [await as.register(), await as.registerAndConfirm(), await as.invited()];
      for (const { email } of others) {
        await expect(as.subject.accounts.startEmailChange(accessToken, email)).resolves.toBe('taken');
      }
    });

    it('counts for nothing before it is verified', async () => {
      const { email, userId, accessToken } = await as.newcomer();
      const newAddress = newEmail();
      await expect(as.subject.accounts.startEmailChange(accessToken, newAddress)).resolves.toBe('started');
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
      await expect(as.signIn(newAddress)).resolves.toEqual(NOBODY);
      const account = await as.provider.findAccount(userId);
      expect(account?.identity).toMatchObject({ email, emailVerified: true });
    });

    it('needs a code that was asked for', async () => {
      const { accessToken } = await as.newcomer();
      const confirmed = as.subject.accounts.confirmEmailChange(accessToken, '123456');
      await expect(confirmed).resolves.toBe('code_expired');
    });

    it('is for the holder of a living access token alone', async () => {
      const { accessToken, userId } = await as.newcomer();
      await as.subject.accounts.signOutEverywhere(userId);
      for (const token of [accessToken, 'garbage']) {
        const started = as.subject.accounts.startEmailChange(token, newEmail());
        await expect(started).rejects.toMatchObject(INVALID_TOKEN);
        const confirmed = as.subject.accounts.confirmEmailChange(token, '123456');
        await expect(confirmed).rejects.toMatchObject(INVALID_TOKEN);
      }
    });
  });
}

export function describeAddressProofs(as: PoolSteps): void {
  const started = async () => {
    const person = await as.newcomer();
    const newAddress = newEmail();
    await as.subject.accounts.startEmailChange(person.accessToken, newAddress);
    return { ...person, newAddress, code: await as.subject.codeFor(newAddress) };
  };

  describe('a proof of the new address', () => {
    it('takes it in place of the old one', async () => {
      const { accounts } = as.subject;
      const { email, userId, accessToken, newAddress, code } = await started();
      await expect(accounts.confirmEmailChange(accessToken, wrong(code))).resolves.toBe('code_mismatch');
      await expect(accounts.confirmEmailChange(accessToken, code)).resolves.toBe('changed');
      await expect(as.signIn(newAddress)).resolves.toMatchObject({
        ...SIGNED_IN,
        signIn: { identity: { userId, email: newAddress, emailVerified: true } },
      });
      await expect(as.signIn(email)).resolves.toEqual(NOBODY);
      await expect(as.provider.findAccount(email)).resolves.toBeNull();
      await expect(accounts.confirmEmailChange(accessToken, code)).resolves.toBe('code_expired');
    });

    it('is that of the last address asked for', async () => {
      const { accounts } = as.subject;
      const { accessToken, code: first } = await started();
      const other = newEmail();
      await accounts.startEmailChange(accessToken, other);
      const second = await as.subject.codeFor(other);
      const stale = first === second ? wrong(second) : first;
      await expect(accounts.confirmEmailChange(accessToken, stale)).resolves.toBe('code_mismatch');
      await expect(accounts.confirmEmailChange(accessToken, second)).resolves.toBe('changed');
      await expect(as.signIn(other)).resolves.toMatchObject(SIGNED_IN);
    });

    it('comes too late where somebody else took the address meanwhile', async () => {
      const { accessToken, email, newAddress, code } = await started();
      await as.subject.administration.invite({ email: newAddress, draft: DRAFT });
      await expect(as.subject.accounts.confirmEmailChange(accessToken, code)).resolves.toBe('taken');
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
    });

    it('comes too late after a day', async () => {
      const { signIn, code } = await started();
      await as.subject.advance(DAY_MS + 1_000);
      const refreshed = await as.provider.refresh(signIn.tokens.refreshToken);
      if (refreshed.outcome !== 'refreshed') throw new Error(refreshed.outcome);
      const { accessToken } = refreshed.signIn.tokens;
      await expect(as.subject.accounts.confirmEmailChange(accessToken, code)).resolves.toBe('code_expired');
    });
  });
}

export function describeLocale(as: PoolSteps): void {
  describe('the language of the mails to somebody', () => {
    it('is what the sign-up said, and none where it said nothing or nobody signed up', async () => {
      const made = (language?: Language) =>
        as.provider.signUp({ email: newEmail(), password: PASSWORD, draft: DRAFT, language }, ORIGIN);
      const [german, silent] = [await made('de'), await made()];
      if (german.outcome !== 'created' || silent.outcome !== 'created') throw new Error('nobody signed up');
      await expect(as.subject.accounts.localeOf(german.userId)).resolves.toBe('de');
      await expect(as.subject.accounts.localeOf(silent.userId)).resolves.toBeNull();
      await expect(as.subject.accounts.localeOf(UNKNOWN_USER)).resolves.toBeNull();
    });
  });
}

export function describeEnds(as: PoolSteps): void {
  describe('signing out everywhere', () => {
    it('ends every session, may be repeated, and knows nobody unknown', async () => {
      const { email, userId, signIn } = await as.newcomer();
      const other = await as.signedIn(email);
      for (const id of [userId, userId, UNKNOWN_USER]) {
        await expect(as.subject.accounts.signOutEverywhere(id)).resolves.toBeUndefined();
      }
      for (const { tokens } of [signIn, other]) {
        await expect(as.provider.refresh(tokens.refreshToken)).resolves.toEqual({ outcome: 'invalid' });
      }
      await expect(as.signIn(email)).resolves.toMatchObject(SIGNED_IN);
    });
  });

  describe('erasing', () => {
    it('leaves nothing, may be repeated, and frees the address', async () => {
      const { email, userId, signIn } = await as.newcomer();
      for (const id of [userId, userId, UNKNOWN_USER]) {
        await expect(as.subject.accounts.erase(id)).resolves.toBeUndefined();
      }
      await expect(as.provider.findAccount(userId)).resolves.toBeNull();
      await expect(as.signIn(email)).resolves.toEqual(NOBODY);
      const refreshed = as.provider.refresh(signIn.tokens.refreshToken);
      await expect(refreshed).resolves.toEqual({ outcome: 'invalid' });
      const again = await as.provider.signUp({ email, password: PASSWORD, draft: DRAFT }, ORIGIN);
      expect(again).toMatchObject({ outcome: 'created' });
      expect(again).not.toMatchObject({ userId });
    });
  });
}
