import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryCounterStore } from '../../test/fakes/in-memory-counter-store.js';
import { ChallengeAttempts } from './challenge-attempts.js';

const FIFTEEN_MINUTES = 15 * 60_000;

describe('answers to a challenge', () => {
  const clock = new FakeClock();
  const counters = new InMemoryCounterStore();
  const instance = () => new ChallengeAttempts(counters, clock);

  it('are five for one sign-in, counted over all instances', async () => {
    const session = { challengeId: 'a' };
    for (let time = 0; time < 5; time += 1) await expect(instance().allow(session)).resolves.toBe(true);
    await expect(instance().allow(session)).resolves.toBe(false);
    await expect(instance().allow({ challengeId: 'b' })).resolves.toBe(true);
  });

  it('are five also where they come at once', async () => {
    const attempts = instance();
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempts.allow({ challengeId: 'c' })));
    expect(answers.filter(Boolean)).toHaveLength(5);
  });

  it('are not forgotten as long as any challenge can live', async () => {
    const session = { challengeId: 'd' };
    for (let time = 0; time < 5; time += 1) await instance().allow(session);
    clock.advance(FIFTEEN_MINUTES);
    await expect(instance().allow(session)).resolves.toBe(false);
  });
});
