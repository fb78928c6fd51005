import { requireRecentAuth } from './recent-auth.js';

const NOW = Date.parse('2026-01-01T12:00:00.000Z');

describe('requireRecentAuth', () => {
  const ask =
    (agoSeconds: number, minutes = 10) =>
    () => {
      requireRecentAuth({ authTime: NOW / 1000 - agoSeconds }, minutes, NOW);
    };
  const demand = (maxAgeSeconds: number) =>
    expect.objectContaining({ code: 'insufficient_user_authentication', maxAgeSeconds }) as Error;

  it.each([0, 1, 600])('is content with a sign-in %d seconds ago', (ago) => {
    expect(ask(ago)).not.toThrow();
  });

  it('demands another one after that, and says how recent', () => {
    expect(ask(601)).toThrow(demand(600));
  });

  it('takes fractions of minutes, and demands whole seconds', () => {
    expect(ask(5, 0.1)).not.toThrow();
    expect(ask(7, 0.1)).toThrow(demand(6));
    expect(ask(2, 0.01)).toThrow(demand(0));
  });

  it('is content with clocks that differ a little', () => {
    expect(ask(-30)).not.toThrow();
  });

  it('demands a sign-in of whom has none', () => {
    expect(() => {
      requireRecentAuth(undefined, 10, NOW);
    }).toThrow(demand(600));
  });
});
