import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('ResendConfirmationCode', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeAll(async () => {
    cognito = await EmbeddedCognitoHarness.start();
    await cognito.createPool();
  });

  afterAll(() => cognito.stop());

  const resend = (Username: string) =>
    cognito.sdk.resendConfirmationCode({ ClientId: cognito.clientId, Username });

  it('mails a new code; the old one ends', async () => {
    await cognito.signUp('ann@example.com');
    const first = await cognito.newestCode('ann@example.com');
    await expect(resend('ann@example.com')).resolves.toMatchObject({
      CodeDeliveryDetails: { Destination: 'a***@e***', DeliveryMedium: 'EMAIL' },
    });
    const [newest] = await cognito.outbox('ann@example.com');
    expect(newest?.purpose).toBe('RESEND_CODE');
    const confirm = (code: string) =>
      cognito.sdk.confirmSignUp({
        ClientId: cognito.clientId,
        Username: 'ann@example.com',
        ConfirmationCode: code,
      });
    const old = first === newest?.code ? 'drawn-twice' : first;
    await expect(confirm(old)).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await expect(confirm(newest?.code ?? '')).resolves.toBeDefined();
  });

  it('refuses a confirmed user', async () => {
    await cognito.confirmedUser('bob@example.com');
    await expect(resend('bob@example.com')).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'User is already confirmed.',
    });
  });

  it('sends five an hour', async () => {
    await cognito.signUp('cat@example.com');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await resend('cat@example.com');
    }
    await expect(resend('cat@example.com')).rejects.toMatchObject({ name: 'LimitExceededException' });
    expect(await cognito.outbox('cat@example.com')).toHaveLength(6);
  });

  it('pretends for an unknown user, and sends nothing', async () => {
    await expect(resend('nobody@example.com')).resolves.toMatchObject({
      CodeDeliveryDetails: { Destination: 'n***@e***' },
    });
    expect(await cognito.outbox('nobody@example.com')).toEqual([]);
    cognito.clientId = await cognito.createClient({ PreventUserExistenceErrors: 'LEGACY' });
    await expect(resend('nobody@example.com')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'Username/client id combination not found.',
    });
  });
});
