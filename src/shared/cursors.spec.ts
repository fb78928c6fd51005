import { AppError } from './app-error.js';
import { Cursors } from './cursors.js';
import { SecretKeys } from './secret-keys.js';

const SECRET = 'a secret of at least thirty-two bytes';
const OTHER_SECRET = 'another secret of thirty-two bytes, or more';

describe('Cursors', () => {
  const cursors = new Cursors(new SecretKeys([SECRET]));
  const expectRefused = (cursor: string, query = 'list of all', by = cursors) => {
    const open = () => by.open(query, cursor);
    expect(open).toThrow(AppError);
    expect(open).toThrow('validation_failed');
  };

  it('gives back the position to the query it was made for', () => {
    for (const position of ['', '01KEA9', 'Grüße 🦊']) {
      expect(cursors.open('list of all', cursors.seal('list of all', position))).toBe(position);
    }
  });

  it('tells nothing of the position, and never looks the same twice', () => {
    const [first, second] = [cursors.seal('q', 'position'), cursors.seal('q', 'position')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice(12), 'base64url').toString('latin1')).not.toContain('position');
  });

  it('refuses a cursor of another query', () => {
    expectRefused(cursors.seal('list of all', '1'), 'list of some');
  });

  it('refuses a cursor in which anything was changed', () => {
    const cursor = cursors.seal('list of all', '1');
    for (let place = 0; place < cursor.length - 1; place += 1) {
      const changed = cursor[place] === 'A' ? 'B' : 'A';
      expectRefused(cursor.slice(0, place) + changed + cursor.slice(place + 1));
    }
    expectRefused(cursor.slice(0, -4));
    expectRefused(`${cursor}AAAA`);
  });

  it('refuses what never was a cursor', () => {
    const keyId = cursors.seal('q', '1').slice(0, 11);
    for (const text of ['', '.', 'abc', `${keyId}.`, `${keyId}.AAAA`, `${keyId}.${'A'.repeat(5000)}`]) {
      expectRefused(text);
    }
  });

  it('refuses a cursor of another deployment', () => {
    expectRefused(new Cursors(new SecretKeys([OTHER_SECRET])).seal('list of all', '1'));
  });

  it('opens cursors sealed before the secret was rotated', () => {
    const rotated = new Cursors(new SecretKeys([OTHER_SECRET, SECRET]));
    expect(rotated.open('q', cursors.seal('q', '7'))).toBe('7');
    expectRefused(rotated.seal('q', '7'), 'q');
  });
});
