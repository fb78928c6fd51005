import { FakeClock } from '../../test/fakes/fake-clock.js';
import { InMemoryRecoveryCodeStore } from '../../test/fakes/in-memory-recovery-code-store.js';
import { RecoveryCodes } from './recovery-codes.js';

describe('recovery codes', () => {
  let store: InMemoryRecoveryCodeStore;
  let codes: RecoveryCodes;

  beforeEach(() => {
    store = new InMemoryRecoveryCodeStore();
    codes = new RecoveryCodes(store, new FakeClock());
  });

  it('are ten, all different, in groups that cannot be misread', async () => {
    const made = await codes.regenerate('ada');
    expect(new Set(made).size).toBe(10);
    for (const code of made) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are kept as hashes only, with a salt of their own for each set', async () => {
    const made = await codes.regenerate('ada');
    const first = await store.find('ada');
    await codes.regenerate('eve');
    const second = await store.find('eve');
    expect(first?.salt).not.toBe(second?.salt);
    expect(new Set(first?.hashes).size).toBe(10);
    const kept = JSON.stringify([first, second]);
    for (const code of made) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('are made the first time and never again by themselves', async () => {
    const first = await codes.issueFirst('ada');
    expect(first).toHaveLength(10);
    await expect(codes.issueFirst('ada')).resolves.toBeNull();
    await expect(codes.use('ada', first?.[0] ?? '')).resolves.toBe(true);
  });

  it('are not made anew where all were used', async () => {
    await store.replace('ada', { salt: 's', hashes: [], createdAt: '2026-01-01T00:00:00.000Z' });
    await expect(codes.issueFirst('ada')).resolves.toBeNull();
  });

  it('are told to one of two who ask for the first ones at once', async () => {
    const both = await Promise.all([codes.issueFirst('ada'), codes.issueFirst('ada')]);
    const told = both.filter((made) => made !== null);
    expect(told).toHaveLength(1);
    await expect(codes.use('ada', told[0]?.[9] ?? '')).resolves.toBe(true);
  });

  it('work once each, and count down', async () => {
    const [first = '', second = ''] = await codes.regenerate('ada');
    await expect(codes.use('ada', first)).resolves.toBe(true);
    await expect(codes.use('ada', first)).resolves.toBe(false);
    await expect(codes.left('ada')).resolves.toBe(9);
    const twice = await Promise.all([codes.use('ada', second), codes.use('ada', second)]);
    expect(twice.filter(Boolean)).toHaveLength(1);
    await expect(codes.left('ada')).resolves.toBe(8);
  });

  it('may be typed in small letters, with blanks or without dashes', async () => {
    const [a = '', b = '', c = ''] = await codes.regenerate('ada');
    await expect(codes.use('ada', a.toLowerCase())).resolves.toBe(true);
    await expect(codes.use('ada', b.replaceAll('-', ' '))).resolves.toBe(true);
    await expect(codes.use('ada', c.replaceAll('-', ''))).resolves.toBe(true);
  });

  it('of somebody else, or of nobody, are not taken', async () => {
    const [code = ''] = await codes.regenerate('ada');
    await codes.regenerate('eve');
    await expect(codes.use('eve', code)).resolves.toBe(false);
    await expect(codes.use('nobody', code)).resolves.toBe(false);
    await expect(codes.left('nobody')).resolves.toBe(0);
  });

  it('stop working when new ones are made, and when they are removed', async () => {
    const [old = ''] = await codes.regenerate('ada');
    const [next = ''] = await codes.regenerate('ada');
    await expect(codes.use('ada', old)).resolves.toBe(false);
    await codes.remove('ada');
    await expect(codes.use('ada', next)).resolves.toBe(false);
    await expect(codes.left('ada')).resolves.toBe(0);
  });
});
