import { verifySync } from 'otplib';
import type { FakeUser } from './fake-user.js';

/** Checks a code of this half minute or a neighbouring one, and burns it. */
export function usesTotp(user: FakeUser, secret: string | null, code: string, now: number): boolean {
  if (secret === null) return false;
  const epoch = Math.floor(now / 1000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: 30 });
  if (!result.valid) return false;
  const step = Math.floor(epoch / 30) + result.delta;
  if (step <= user.usedStep && secret === user.totp) return false;
  user.usedStep = step;
  return true;
}

/** Puts the secret handed out last in place of the old one, once a code of it was right. */
export function enrolTotp(user: FakeUser, code: string, now: number): boolean {
  if (!usesTotp(user, user.newTotp, code, now)) return false;
  user.totp = user.newTotp;
  user.newTotp = null;
  return true;
}
