import { Logger } from '@nestjs/common';
import { ORIGIN, SessionsParts } from '../../test/fakes/sessions-parts.js';

/** A session that nobody has registered: of hosted pages, or of a sign-in that a crash cut off. */
describe('a session that the registry has not seen', () => {
  let parts: SessionsParts;

  beforeEach(() => {
    jest.useFakeTimers();
    parts = new SessionsParts();
  });
  afterEach(() => jest.useRealTimers());

  const check = (authTime = parts.authTime()) => parts.here.check('ada', 'unseen', authTime, ORIGIN);
  const sessionOf = async () => (await parts.store.state('ada', 'unseen')).session;

  it('is registered at its first use, as old as its sign-in can be', async () => {
    const signedInAt = parts.authTime(90_500);
    await expect(check(signedInAt)).resolves.toBe('alive');
    await parts.pass(0);
    await expect(sessionOf()).resolves.toMatchObject({
      userId: 'ada',
      createdAt: signedInAt * 1000,
      lastSeenAt: parts.clock.now(),
      ipAddress: ORIGIN.ipAddress,
      userAgent: ORIGIN.userAgent,
      endedAt: null,
    });
    await expect(parts.here.list('ada')).resolves.toMatchObject({ items: [{ sessionId: 'unseen' }] });
  });

  it('is registered once however many requests come at the same time', async () => {
    const open = jest.spyOn(parts.store, 'open');
    await Promise.all([check(), check(), check()]);
    await parts.pass(0);
    await check();
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('is refused where a sign-out everywhere came at or after the second of its sign-in', async () => {
    const second = parts.authTime();
    await parts.pass(300);
    await parts.here.endAll('ada');
    await expect(check(second)).resolves.toBe('revoked');
    await parts.pass(700);
    await expect(check(second + 1)).resolves.toBe('alive');
  });

  it('is not younger than now, whatever the clock of the token says', async () => {
    await check(parts.authTime() + 3_600);
    await parts.pass(1_000);
    await parts.here.endAll('ada');
    await expect(check(parts.authTime() + 3_600)).resolves.toBe('revoked');
  });

  it('is not taken after its end', async () => {
    await parts.here.endFamily('ada', 'unseen');
    await expect(check()).resolves.toBe('revoked');
    await parts.pass(10_000);
    await expect(check()).resolves.toBe('revoked');
  });

  it('is not taken by an instance that read the registry before its end', async () => {
    await check();
    await parts.elsewhere.endFamily('ada', 'unseen');
    await parts.pass(5_000);
    await expect(check()).resolves.toBe('revoked');
  });

  it('is let in although it cannot be registered, and tried again', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValueOnce();
    jest.spyOn(parts.store, 'open').mockRejectedValueOnce(new Error('down'));
    await expect(check()).resolves.toBe('alive');
    await parts.pass(0);
    await expect(sessionOf()).resolves.toBeNull();
    expect(warn).toHaveBeenCalledTimes(1);
    await expect(check()).resolves.toBe('alive');
    await parts.pass(0);
    await expect(sessionOf()).resolves.not.toBeNull();
  });

  it('does not begin to live by being spoken of', async () => {
    await expect(parts.here.look('ada', 'unseen')).resolves.toBe('alive');
    await parts.pass(0);
    await expect(sessionOf()).resolves.toBeNull();
  });
});
