import { SecretKeys } from './secret-keys.js';

const [OLD, NEW] = ['the older secret of the deployment', 'the newer secret of the deployment'];

describe('SecretKeys', () => {
  it('are 256 bits, the same each time, and in the order of the secrets', () => {
    const keys = new SecretKeys([NEW, OLD]).derive('a');
    expect(keys.map(({ key }) => key.length)).toEqual([32, 32]);
    expect(new SecretKeys([NEW, OLD]).derive('a')).toEqual(keys);
    expect(keys).toEqual([...new SecretKeys([NEW]).derive('a'), ...new SecretKeys([OLD]).derive('a')]);
  });

  it('are different for each purpose and each secret, and so are their names', () => {
    const keys = ['a', 'b'].flatMap((purpose) => new SecretKeys([NEW, OLD]).derive(purpose));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(4);
    expect(new Set(keys.map(({ key }) => Buffer.from(key).toString('hex'))).size).toBe(4);
  });

  it('are no part of their names', () => {
    const [key] = new SecretKeys([NEW]).derive('a');
    expect(key?.id).toMatch(/^[A-Za-z0-9_-]{11}$/);
    expect(Buffer.from(key?.key ?? []).toString('base64url')).not.toContain(key?.id);
  });

  it('need a secret', () => {
    expect(() => new SecretKeys([])).toThrow('at least one session secret is needed');
  });
});
