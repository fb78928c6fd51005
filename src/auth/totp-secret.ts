const ISSUER = 'Auth Service';
/** Filters of PNG gain nothing in two colours, but trying them takes longer than everything else. */
const QR_CODE = {
  margin: 2,
  width: 240,
  rendererOpts: { filterType: 0, deflateStrategy: 0, deflateLevel: 6 },
};

/** What an authenticator app needs. */
export interface TotpSecret {
  /** Base32. */
  readonly secret: string;
  readonly otpauthUri: string;
  /** `data:image/png;base64,…` */
  readonly qrCode: string;
}

/** The library is loaded by the first secret: few requests need one, and every start would wait for it. */
export async function totpSecret(secret: string, email: string): Promise<TotpSecret> {
  const { toDataURL } = await import('qrcode');
  const label = `${encodeURIComponent(ISSUER)}:${encodeURIComponent(email)}`;
  const otpauthUri = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(ISSUER)}`;
  return { secret, otpauthUri, qrCode: await toDataURL(otpauthUri, QR_CODE) };
}
