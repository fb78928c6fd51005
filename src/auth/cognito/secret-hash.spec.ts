import { secretHash } from './secret-hash.js';

describe('secretHash', () => {
  it('is the Base64 of HMAC-SHA256 over user name and client id, keyed with the secret', () => {
    // Made with: printf %s 'tom@example.comclient1' | openssl dgst -sha256 -hmac secret1 -binary | base64
    expect(secretHash('tom@example.com', 'client1', 'secret1')).toBe(
      'u6/mjk5G8oJE06L/YsgCEEHC6TIi2eIKye+su3qI+ew=',
    );
  });

  it('depends on each of its parts', () => {
    const hashes = [
      secretHash('a', 'b', 'c'),
      secretHash('x', 'b', 'c'),
      secretHash('a', 'x', 'c'),
      secretHash('a', 'b', 'x'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
