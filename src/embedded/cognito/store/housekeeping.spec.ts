import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';
import { CognitoStore } from './cognito-store.js';

describe('Housekeeping', () => {
  it('lets go of what has expired and keeps what lives', async () => {
    const cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
    await cognito.requireTotp('ON');
    await cognito.confirmedUser('ann@example.com');
    await cognito.signIn('ann@example.com');
    await cognito.signIn('ann@example.com', 'wrong').catch(() => undefined);
    await cognito.requireTotp('OPTIONAL');
    await cognito.signIn('ann@example.com');
    await cognito.signIn('ann@example.com', 'wrong').catch(() => undefined);
    const before = await countRows(cognito);
    expect(before).toEqual({ sessions: 1, signIns: 1, refreshTokens: 1, lockouts: 1, users: 1 });
    cognito.clock.advance({ days: 32 });
    await cognito.sdk.describeUserPool({ UserPoolId: cognito.poolId });
    await expect(countRows(cognito)).resolves.toEqual({
      sessions: 0,
      signIns: 0,
      refreshTokens: 0,
      lockouts: 0,
      users: 1,
    });
    await cognito.stop();
  });
});

async function countRows(cognito: EmbeddedCognitoHarness): Promise<Record<string, number>> {
  await cognito.server.close();
  const store = await CognitoStore.open(cognito.dataDir);
  const { sessions, signIns, refreshTokens, lockouts, users } = store;
  const counts = {
    sessions: sessions.size,
    signIns: signIns.size,
    refreshTokens: refreshTokens.size,
    lockouts: lockouts.size,
    users: users.size,
  };
  await store.close();
  await cognito.start();
  return counts;
}
