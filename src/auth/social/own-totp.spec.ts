import { generateSync } from 'otplib';
import { FakeClock } from '../../../test/fakes/fake-clock.js';
import { InMemoryCounterStore } from '../../../test/fakes/in-memory-counter-store.js';
import { InMemoryOwnTotpStore } from '../../../test/fakes/in-memory-own-totp-store.js';
import { SecretKeys } from '../../shared/secret-keys.js';
import { OwnTotp } from './own-totp.js';

describe('OwnTotp', () => {
  const keys = new SecretKeys(['a-secret-of-the-tests-with-more-than-32-bytes']);
  let clock: FakeClock;
  let store: InMemoryOwnTotpStore;
  let totp: OwnTotp;

  beforeEach(() => {
    clock = new FakeClock();
    store = new InMemoryOwnTotpStore();
    totp = new OwnTotp(keys, store, new InMemoryCounterStore(), clock);
  });

  const codeAt = (secret: string, seconds = 0) =>
    generateSync({ secret, epoch: Math.floor(clock.now() / 1000) + seconds });
  const enrol = async (userId: string) => {
    const secret = await totp.setUp(userId);
    expect(await totp.verifySetUp(userId, codeAt(secret))).toBe('verified');
    return secret;
  };

  it('counts an app only once a code of it was seen', async () => {
    const secret = await totp.setUp('ada');
    expect(await totp.isSetUp('ada')).toBe(false);
    expect(await totp.verify('ada', codeAt(secret))).toBe('code_mismatch');
    expect(await totp.verifySetUp('ada', codeAt(secret))).toBe('verified');
    expect(await totp.isSetUp('ada')).toBe(true);
  });

  it('takes the codes of the step before now and after it, each once and in order', async () => {
    const secret = await enrol('ada');
    expect(await totp.verify('ada', codeAt(secret))).toBe('code_mismatch');
    clock.advance(60_000);
    expect(await totp.verify('ada', codeAt(secret, -60))).toBe('code_mismatch');
    expect(await totp.verify('ada', codeAt(secret, 60))).toBe('code_mismatch');
    expect(await totp.verify('ada', codeAt(secret, 30))).toBe('verified');
    expect(await totp.verify('ada', codeAt(secret, 30))).toBe('code_mismatch');
    expect(await totp.verify('ada', codeAt(secret, -30))).toBe('code_mismatch');
  });

  it('keeps the app in use working until the new one is verified', async () => {
    const old = await enrol('ada');
    const secret = await totp.setUp('ada');
    clock.advance(30_000);
    expect(await totp.verify('ada', codeAt(old))).toBe('verified');
    clock.advance(30_000);
    expect(await totp.verifySetUp('ada', codeAt(secret))).toBe('verified');
    clock.advance(30_000);
    expect(await totp.verify('ada', codeAt(old))).toBe('code_mismatch');
    expect(await totp.verify('ada', codeAt(secret))).toBe('verified');
  });

  it('keeps secrets sealed, and for one user each', async () => {
    const secret = await enrol('ada');
    expect(JSON.stringify([...store.records])).not.toContain(secret);
    const record = store.records.get('ada');
    if (record !== undefined) store.records.set('eve', { ...record, lastStep: 0 });
    expect(await totp.verify('eve', codeAt(secret))).toBe('code_mismatch');
  });

  it('stops guessing after ten tries, for a while', async () => {
    const secret = await enrol('ada');
    for (let guess = 0; guess < 10; guess += 1) {
      expect(await totp.verify('ada', '000000')).toBe('code_mismatch');
    }
    clock.advance(30_000);
    expect(await totp.verify('ada', codeAt(secret))).toBe('account_locked');
    clock.advance(15 * 60_000);
    expect(await totp.verify('ada', codeAt(secret))).toBe('verified');
  });
});
