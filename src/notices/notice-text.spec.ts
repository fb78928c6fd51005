import { NOTICE_KINDS } from './notice.js';
import { noticeText } from './notice-text.js';

const TO = 'tom@example.com';
const AT = Date.parse('2026-01-02T03:04:59.999Z');

describe('noticeText', () => {
  it('reads as a whole', () => {
    expect(noticeText({ kind: 'password_changed', to: TO, at: AT, ipAddress: '203.0.113.7' })).toEqual({
      subject: 'Your password was changed',
      body: [
        'The password of your account was changed. Your other sessions were ended.',
        '',
        'When: 2026-01-02 03:04 UTC',
        'From the IP address: 203.0.113.7',
        '',
        'If this was not you, set a new password with «Forgot password» at once and end every session of your account.',
        '',
        'This message was sent by a machine; nobody reads answers to it.',
        '',
      ].join('\n'),
    });
  });

  it.each(NOTICE_KINDS)('says of %s what to do if it was somebody else', (kind) => {
    const { body } = noticeText({ kind, to: TO, at: AT, ipAddress: '2001:db8::1' });
    expect(body).toMatch(/if (this|it) was not you/i);
    expect(body).toContain('2001:db8::1');
    expect(body).not.toContain(TO);
  });

  it.each([undefined, '', 'unknown', '203.0.113.7\nVisit https://evil.example', 'https://evil.example'])(
    'leaves out an address that is none: %j',
    (ipAddress) => {
      const notice = { kind: 'mfa_removed', to: TO, at: AT } as const;
      const { body } = noticeText(ipAddress === undefined ? notice : { ...notice, ipAddress });
      expect(body).not.toContain('From');
      expect(body).not.toContain('evil');
    },
  );
});
