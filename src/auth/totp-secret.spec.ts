import { totpSecret } from './totp-secret.js';

describe('what an authenticator app is given', () => {
  it('names the service and the account, and carries the secret', async () => {
    const { secret, otpauthUri, qrCode } = await totpSecret('JBSWY3DPEHPK3PXP', 'ada@example.com');
    expect(secret).toBe('JBSWY3DPEHPK3PXP');
    const uri = new URL(otpauthUri);
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(uri.pathname)).toBe('/Auth Service:ada@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({ secret, issuer: 'Auth Service' });
    expect(qrCode).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]{200,}=*$/);
  });

  it.each(['a+b@example.com', 'a&secret=X@example.com', 'a?issuer=Evil@example.com', 'ä:b#c@example.com'])(
    'is not bent by the address %s',
    async (email) => {
      const { otpauthUri } = await totpSecret('JBSWY3DPEHPK3PXP', email);
      const uri = new URL(otpauthUri);
      expect(decodeURIComponent(uri.pathname)).toBe(`/Auth Service:${email}`);
      expect([...uri.searchParams]).toEqual([
        ['secret', 'JBSWY3DPEHPK3PXP'],
        ['issuer', 'Auth Service'],
      ]);
      expect(uri.hash).toBe('');
      expect(otpauthUri).not.toContain(' ');
    },
  );
});
