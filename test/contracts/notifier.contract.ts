import { randomUUID } from 'node:crypto';
import { NOTICE_KINDS } from '../../src/notices/notice.js';
import type { NoticeText } from '../../src/notices/notice-text.js';
import type { Notifier } from '../../src/notices/notifier.port.js';

/** What the contract needs besides the port. */
export interface NotifierSubject {
  readonly notifier: Notifier;
  /** What an address was told, newest first. */
  received(to: string): Promise<readonly NoticeText[]>;
}

const AT = Date.parse('2026-03-29T23:07:31.000Z');

const newAddress = () => `contract-${randomUUID()}@example.com`;

export function describeNotifierContract(name: string, subject: () => NotifierSubject): void {
  describe(`Notifier ${name}`, () => {
    it.each(NOTICE_KINDS)('tells of %s: what, when and from where', async (kind) => {
      const to = newAddress();
      await subject().notifier.send({ kind, to, at: AT, ipAddress: '203.0.113.7' });
      const [notice, ...others] = await subject().received(to);
      expect(others).toEqual([]);
      expect(notice?.subject).toMatch(/^[A-Z][^\n]{10,70}$/);
      expect(notice?.body).toContain('2026-03-29 23:07 UTC');
      expect(notice?.body).toContain('203.0.113.7');
    });

    it('tells each address its own', async () => {
      const [tom, eve] = [newAddress(), newAddress()];
      await subject().notifier.send({ kind: 'password_changed', to: tom, at: AT });
      await subject().notifier.send({ kind: 'mfa_removed', to: tom, at: AT + 1 });
      await subject().notifier.send({ kind: 'account_exists', to: eve, at: AT });
      const subjectsOf = async (to: string) => (await subject().received(to)).map((text) => text.subject);
      const ofTom = ['A second sign-in step was removed', 'Your password was changed'];
      await expect(subjectsOf(tom)).resolves.toEqual(ofTom);
      await expect(subjectsOf(eve)).resolves.toEqual(['You already have an account']);
    });

    it('sends many at once', async () => {
      const addresses = Array.from({ length: 60 }, newAddress);
      const { notifier } = subject();
      const sent = addresses.map((to) => notifier.send({ kind: 'email_changed', to, at: AT }));
      await Promise.all(sent);
      const received = await Promise.all(addresses.map((to) => subject().received(to)));
      expect(received.map((texts) => texts.length)).toEqual(addresses.map(() => 1));
    });

    it('never fails its caller', async () => {
      const sent = subject().notifier.send({ kind: 'mfa_enabled', to: 'not an address', at: AT });
      await expect(sent).resolves.toBeUndefined();
    });
  });
}
