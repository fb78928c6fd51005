import { randomUUID } from 'node:crypto';
import { SeenIds } from './seen-ids.js';

describe('SeenIds', () => {
  it('knows every id that was seen, and hardly any other', () => {
    const ids = Array.from({ length: 5_000 }, () => randomUUID());
    const seen = new SeenIds();
    for (const id of ids) seen.add(id);
    expect(ids.every((id) => seen.has(id))).toBe(true);
    const others = Array.from({ length: 5_000 }, () => randomUUID());
    expect(others.filter((id) => seen.has(id))).toEqual([]);
  });
});
