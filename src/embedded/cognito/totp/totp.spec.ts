import { encodeBase32 } from './base32.js';
import { makeTotpSecret, matchTotpStep } from './totp.js';

const RFC_SECRET = encodeBase32(Buffer.from('12345678901234567890'));

describe('TOTP', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('agrees with RFC 6238 at %i s', (seconds, code) => {
    expect(matchTotpStep(RFC_SECRET, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  it('takes the step before and after, and tells which it was', () => {
    const at = (seconds: number) => matchTotpStep(RFC_SECRET, '005924', (1_234_567_890 + seconds) * 1_000);
    expect([at(-30), at(0), at(30)]).toEqual([41_152_263, 41_152_263, 41_152_263]);
    expect([at(-31), at(60)]).toEqual([undefined, undefined]);
  });

  it.each([['28708'], ['2870822'], ['２８７０８２'], ['']])('refuses the form of %j', (code) => {
    expect(matchTotpStep(RFC_SECRET, code, 59_000)).toBeUndefined();
  });

  it('makes a fresh Base32 secret each time', () => {
    expect(makeTotpSecret()).toMatch(/^[A-Z2-7]{52}$/);
    expect(makeTotpSecret()).not.toBe(makeTotpSecret());
  });
});
