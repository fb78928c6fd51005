import type { PreSignUpEvent } from '../trigger-event.js';
import { TriggerRefusal } from '../trigger-refusal.js';
import { preSignUp } from './pre-sign-up.trigger.js';

const NOTHING = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

/** The event as Cognito sends it. */
function eventOf(
  triggerSource: PreSignUpEvent['triggerSource'],
  userAttributes: Record<string, string> = { email: 'ada@example.com' },
): PreSignUpEvent {
  return {
    version: '1',
    triggerSource,
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_AbCdEf123',
    userName: 'google_1234',
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
    request: { userAttributes, validationData: null },
    response: NOTHING,
  };
}

const strict = preSignUp({ autoConfirm: false });
const lenient = preSignUp({ autoConfirm: true });

it.each(['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser'] as const)(
  'lets %s pass unchanged',
  async (source) => {
    const event = eventOf(source);
    await expect(strict(event)).resolves.toEqual(event);
  },
);

describe('who comes through a provider', () => {
  const external = (attributes: Record<string, string>) => eventOf('PreSignUp_ExternalProvider', attributes);

  it('passes with a verified address, neither confirmed nor linked by us', async () => {
    const event = external({ email: 'ada@example.com', email_verified: 'true' });
    for (const trigger of [strict, lenient]) await expect(trigger(event)).resolves.toEqual(event);
  });

  it.each([
    [{ email: 'ada@example.com', email_verified: 'false' }],
    [{ email: 'ada@example.com' }],
    [{ email: 'ada@example.com', email_verified: 'TRUE ' }],
    [{}],
  ])('is refused with %j, by a text that names nobody', async (attributes) => {
    for (const trigger of [strict, lenient]) {
      const refusal = trigger(external(attributes));
      await expect(refusal).rejects.toThrow(TriggerRefusal);
      await expect(refusal).rejects.toThrow(/^The identity provider has not verified this e-mail address$/);
    }
  });
});

describe('where sign-ups need no code', () => {
  it('confirms them and verifies the address that there is', async () => {
    await expect(lenient(eventOf('PreSignUp_SignUp'))).resolves.toMatchObject({
      response: { autoConfirmUser: true, autoVerifyEmail: true, autoVerifyPhone: false },
    });
    await expect(lenient(eventOf('PreSignUp_SignUp', {}))).resolves.toMatchObject({
      response: { autoConfirmUser: true, autoVerifyEmail: false },
    });
  });

  it('leaves invitations alone', async () => {
    const event = eventOf('PreSignUp_AdminCreateUser');
    await expect(lenient(event)).resolves.toEqual(event);
  });
});
