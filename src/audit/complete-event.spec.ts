import { newEvent } from '../../test/fakes/audit-parts.js';
import { SECRET_FIELDS } from '../shared/redact.js';
import type { AuditDetails } from './audit-event.js';
import { completeEvent } from './complete-event.js';

const STAMP = { id: '01KDVB4Z00', at: Date.parse('2026-01-01T00:00:00.007Z') };

describe('completeEvent', () => {
  const detailsOf = (details: unknown) =>
    completeEvent(newEvent({ details: details as AuditDetails }), STAMP).details;

  it.each(SECRET_FIELDS.map((name) => [name, name.toUpperCase()]))(
    'refuses a detail named %s',
    (...names) => {
      for (const name of names)
        expect(() => detailsOf({ [name]: 'x' })).toThrow('bears the name of a secret');
    },
  );

  it('takes short texts, whole numbers and flags', () => {
    const details = { method: 'TOTP', count: 3, first: true, none: -0 };
    expect(detailsOf(details)).toEqual({ method: 'TOTP', count: 3, first: true, none: 0 });
  });

  it('refuses everything else', () => {
    for (const value of [null, undefined, {}, [], 0.5, Number.NaN, 2 ** 60]) {
      expect(() => detailsOf({ value })).toThrow('neither a text, a whole number nor a flag');
    }
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, number) => [`name${number}`, 1]));
    expect(() => detailsOf(many)).toThrow('too many details');
  });

  it('cuts long texts and mends broken ones, as storage would', () => {
    const { userAgent, details } = completeEvent(
      newEvent({
        origin: { ipAddress: '192.0.2.7', userAgent: 'x'.repeat(9_999), requestId: 'r' },
        details: { name: 'half \ud83e' },
      }),
      STAMP,
    );
    expect(userAgent).toHaveLength(256);
    expect(details).toEqual({ name: 'half \ufffd' });
  });

  it('keeps nobody as null', () => {
    const event = completeEvent(newEvent({ userId: '', actorId: null }), STAMP);
    expect(event).toMatchObject({ userId: null, actorId: null, sessionId: null });
    expect(event.time).toBe('2026-01-01T00:00:00.007Z');
  });
});
