// Stands in for an authenticator app: prints the code of a secret for now, or with `next` for the half minute after.
import { generateSync } from 'otplib';

const [secret, step] = process.argv.slice(2);
if (!secret) {
  console.error('usage: node scripts/totp.mjs SECRET [next]');
  process.exit(1);
}
const now = Math.floor(Date.now() / 1000);
console.log(generateSync({ secret, epoch: step === 'next' ? now + 30 : now }));
