const ACCESS_TOKEN = 'eyJraWQiOiJhY2Nlc3MiLCJhbGciOiJSUzI1NiJ9.shortened';
const ID_TOKEN = 'eyJraWQiOiJpZCIsImFsZyI6IlJTMjU2In0.shortened';
const REFRESH_TOKEN = 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.shortened';
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const CURSOR = 'pX2v0sT4u6w.shortened';
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What stands for values that are secret, or that no two runs have in common, by the name of their field. */
const FIXED: Readonly<Record<string, string | number>> = {
  accessToken: ACCESS_TOKEN,
  access_token: ACCESS_TOKEN,
  idToken: ID_TOKEN,
  id_token: ID_TOKEN,
  refreshToken: REFRESH_TOKEN,
  refresh_token: REFRESH_TOKEN,
  session: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..shortened',
  secret: SECRET,
  otp: '123456',
  recoveryCode: '7K2M-9QXB-4TRD-W3HN',
  qrCode: 'data:image/png;base64,iVBORw0KGgo-shortened',
  nextCursor: CURSOR,
  requestId: '6f1c1f0e-6d0a-4c39-9a53-0a3f4be0a7a1',
  ipAddress: '192.0.2.7',
  createdAt: '2026-01-31T09:00:00.000Z',
  updatedAt: '2026-01-31T09:05:00.000Z',
  termsAcceptedAt: '2026-01-31T09:00:00.000Z',
  lastLoginAt: '2026-02-01T08:30:00.000Z',
  lastSeenAt: '2026-02-01T08:41:00.000Z',
  time: '2026-02-01T08:30:00.000Z',
  hash: 'b1f6Zc0m5uS7o9Q2n4WlT8xkEJ3yRrA6dVhGpYtNqIs',
  previous: 'b1f6Zc0m5uS7o9Q2n4WlT8xkEJ3yRrA6dVhGpYtNqIs',
  seal: 'pX2v0sT4u6w.shortened',
  chain: '5f0c1c7e-2f43-4f0e-9d57-0d1c3b7a9e21',
  export: '0b7c8f52-7a4d-4d0e-8a53-6a2f1c9e4b10',
  sequence: 0,
  durable: -1,
  expiresAt: 1_801_386_000_000,
};

const ID_FIELDS = ['userId', 'actorId', 'sessionId', 'id', 'firstBroken'];
const SAMPLE_ITEMS = 3;

/** Makes answers of one run equal to those of any other, without their secrets and their lengths. */
export class ExampleTexts {
  private readonly ids = new Map<string, string>();

  /** The same value with texts that never change. */
  stable(value: unknown, field = ''): unknown {
    if (value === null || typeof value === 'boolean') return value;
    if (field === 'recoveryCodes') return ['7K2M-9QXB-4TRD-W3HN', 'QW8E-R7TY-0PAS-D5FG'];
    if (field === 'code' && typeof value === 'string' && !/^[a-z_]+$/.test(value)) return codeLike(value);
    if (field in FIXED && typeof value !== 'object') return FIXED[field];
    if (field === 'checked') return 42;
    if (Array.isArray(value)) {
      const items = ['items', 'activity', 'sessions'].includes(field) ? value.slice(0, SAMPLE_ITEMS) : value;
      return items.map((item) => this.stable(item, field));
    }
    if (typeof value === 'object') return this.stableObject(value as Record<string, unknown>);
    return typeof value === 'string' ? this.stableText(value, field) : value;
  }

  private stableObject(value: Record<string, unknown>): unknown {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.stable(inner, name)]));
  }

  private stableText(text: string, field: string): string {
    if (ID_FIELDS.includes(field)) return this.idFor(text);
    // Addresses that lead somewhere name ids too.
    const known = text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => this.idFor(id));
    return known.replace(/secret=[A-Z2-7]+/, `secret=${SECRET}`).replace(/https?:\/\/127\.0\.0\.1:\d+/g, '');
  }

  /** The same for the same id, and looking like it. */
  private idFor(id: string): string {
    const known = this.ids.get(id);
    if (known !== undefined) return known;
    const number = this.ids.size;
    const made = id.includes('-')
      ? `34c8448${number.toString(16).padStart(3, '0')}`.slice(0, 8).padEnd(8, '0') +
        `-e0e1-70ae-9b5d-1f0c5d1f${(0x2a3b + number).toString(16)}`
      : `01KGA4Z6R83T9Q5W7E1B2N4M${ALPHABET[number >> 5] ?? 'Z'}${ALPHABET[number & 31] ?? 'Z'}`;
    this.ids.set(id, made);
    return made;
  }
}

function codeLike(code: string): string {
  return /^[0-9]+$/.test(code) ? '123456' : 'c1Jx4wqS3oYk-shortened';
}
