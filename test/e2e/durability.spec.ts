import { Journey } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

/** Keys that were not kept would be others. */
const OWN_KEYS = { TEST_SIGNING_KEYS: '' };

describe('what was answered stays', () => {
  it.each(['stop', 'kill'] as const)('keeps users, sessions, factors and keys through a %s', async (how) => {
    const before = await RunningService.start({ env: OWN_KEYS });
    const journey = new Journey(before.origin, before.cognito);
    const person = await journey.newPerson({ department: 'Engineering' });
    const leaving = await journey.newPerson();
    const { accessToken } = leaving.tokens;
    expect((await journey.api.post('/auth/logout', {}, { token: accessToken })).status).toBe(204);
    const { adminPassword } = before;
    await before[how]();

    // The same ports again, because the issuer of the tokens names one.
    const after = await RunningService.start({
      dataDir: before.dataDir,
      env: { ...OWN_KEYS, EMBEDDED_COGNITO_PORT: new URL(before.cognito).port },
    });
    const { api } = new Journey(after.origin, after.cognito);
    const me = await api.get('/users/me', { token: person.tokens.accessToken });
    expect([me.status, me.body['department']]).toEqual([200, 'Engineering']);
    expect((await api.get('/users/me', { token: accessToken })).body['code']).toBe('session_revoked');
    const { refreshToken } = person.tokens;
    expect((await api.post('/auth/refresh', { refreshToken })).status).toBe(200);
    expect(after.adminPassword).toBe(adminPassword);
    await after.stopAndForget();
  });
});
