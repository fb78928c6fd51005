import { claimsValidFrom } from './claims-valid-from.js';

describe('claimsValidFrom', () => {
  it('believes no token of the second of the change, nor of the few after it', () => {
    const second = Date.parse('2026-01-31T09:00:00.000Z') / 1000;
    expect(claimsValidFrom('2026-01-31T09:00:00.000Z')).toBe(second + 5);
    expect(claimsValidFrom('2026-01-31T09:00:00.001Z')).toBe(second + 6);
    expect(claimsValidFrom('2026-01-31T08:59:59.999Z')).toBe(second + 5);
  });
});
