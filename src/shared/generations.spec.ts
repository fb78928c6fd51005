import { Generations } from './generations.js';

describe('Generations', () => {
  it('never holds more than its capacity, and holds what came last', () => {
    const held = new Generations<number>(10);
    for (let i = 0; i < 1_000; i += 1) {
      held.set(`key-${i}`, i);
      expect(held.size).toBeLessThanOrEqual(10);
    }
    expect(held.get('key-999')).toBe(999);
    expect(held.get('key-0')).toBeUndefined();
  });

  it('holds on to what is in use, up to half its capacity', () => {
    const held = new Generations<number>(100);
    for (let i = 0; i < 45; i += 1) held.set(`used-${i}`, i);
    for (let i = 0; i < 1_000; i += 1) {
      expect(held.get(`used-${i % 45}`)).toBe(i % 45);
      if (i % 25 === 0) held.set(`passing-${i}`, i);
    }
  });

  it('gives nothing back that was replaced or deleted', () => {
    const held = new Generations<number>(4);
    held.set('ada', 1);
    held.set('bob', 2);
    held.set('eve', 3);
    held.set('ada', 4);
    held.delete('ada');
    expect(held.get('ada')).toBeUndefined();
    held.delete('bob');
    expect(held.get('bob')).toBeUndefined();
    expect(held.get('eve')).toBe(3);
  });
});
