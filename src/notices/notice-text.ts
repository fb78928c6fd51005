import { isIP } from 'node:net';
import type { Notice, NoticeKind } from './notice.js';

/** A mail in plain text. */
export interface NoticeText {
  readonly subject: string;
  readonly body: string;
}

interface Template {
  readonly subject: string;
  /** What happened, as one sentence. */
  readonly what: string;
  /** What to do about it, for who did not do it. */
  readonly advice: string;
}

const RESET = 'set a new password with «Forgot password» at once and end every session of your account';

const TEMPLATES: Readonly<Record<NoticeKind, Template>> = {
  password_changed: {
    subject: 'Your password was changed',
    what: 'The password of your account was changed. Your other sessions were ended.',
    advice: `If this was not you, ${RESET}.`,
  },
  password_reset: {
    subject: 'Your password was reset',
    what: 'The password of your account was reset with a code sent to this address. All sessions were ended.',
    advice: `If this was not you, somebody can read your mail: secure your mailbox first, then ${RESET}.`,
  },
  email_change_requested: {
    subject: 'A new e-mail address was requested for your account',
    what: 'Somebody signed in to your account asked to change its e-mail address. This address stays valid until the new one is verified.',
    advice: `If this was not you, ${RESET}.`,
  },
  email_changed: {
    subject: 'The e-mail address of your account was changed',
    what: 'The e-mail address of your account was changed. This address no longer belongs to it.',
    advice: 'If this was not you, write to the people who run this service at once.',
  },
  mfa_enabled: {
    subject: 'A second sign-in step was set up',
    what: 'An authenticator app was set up for your account.',
    advice: `If this was not you, ${RESET}, and ask the people who run this service to remove the app.`,
  },
  mfa_removed: {
    subject: 'A second sign-in step was removed',
    what: 'The authenticator app of your account was removed.',
    advice: `If this was not you, ${RESET}, and set up your authenticator app again.`,
  },
  recovery_code_used: {
    subject: 'A recovery code was used',
    what: 'A recovery code was used to sign in to your account without its authenticator app. The app was removed.',
    advice: `If this was not you, ${RESET}, and make new recovery codes.`,
  },
  account_exists: {
    subject: 'You already have an account',
    what: 'Somebody tried to sign up with this address, which has an account already. Nothing was changed.',
    advice:
      'If this was you, sign in, or use «Forgot password» if you do not know yours. If this was not you, you need do nothing.',
  },
  account_erased: {
    subject: 'Your account was erased',
    what: 'Your account and your profile were erased. This cannot be undone.',
    advice: 'If this was not you, write to the people who run this service.',
  },
};

/** What is written to the person. It holds no secret and nothing that somebody else could have put in. */
export function noticeText({ kind, at, ipAddress }: Notice): NoticeText {
  const { subject, what, advice } = TEMPLATES[kind];
  const time = `When: ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const from = ipAddress !== undefined && isIP(ipAddress) > 0 ? [`From the IP address: ${ipAddress}`] : [];
  const body = [
    what,
    '',
    time,
    ...from,
    '',
    advice,
    '',
    'This message was sent by a machine; nobody reads answers to it.',
  ];
  return { subject, body: `${body.join('\n')}\n` };
}
