import { InMemoryProfileRepository } from '../../../test/fakes/in-memory-profile-repository.js';
import type { PostConfirmationEvent } from '../trigger-event.js';
import { postConfirmation } from './post-confirmation.trigger.js';

const NOW = Date.parse('2026-01-01T00:00:00.000Z');
const ROLES = { selfAssignableRoles: ['Employee', 'Intern'], defaultRole: 'Employee' };
const SUB = '26e2d294-80b1-709e-51e1-27beb70d3cee';

/** The event as Cognito sends it. */
function eventOf(
  attributes: Record<string, string> = {},
  triggerSource: PostConfirmationEvent['triggerSource'] = 'PostConfirmation_ConfirmSignUp',
): PostConfirmationEvent {
  return {
    version: '1',
    triggerSource,
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_AbCdEf123',
    userName: SUB,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
    request: {
      userAttributes: {
        sub: SUB,
        'cognito:user_status': 'CONFIRMED',
        email: 'Ada@Example.com',
        email_verified: 'true',
        given_name: 'Ada',
        family_name: 'Lovelace',
        'custom:role': 'Intern',
        'custom:department': 'Engineering',
        ...attributes,
      },
    },
    response: {},
  };
}

describe('after a confirmation', () => {
  let profiles: InMemoryProfileRepository;
  let lines: string[];

  beforeEach(() => {
    profiles = new InMemoryProfileRepository();
    lines = [];
  });

  const run = (
    event: PostConfirmationEvent,
    storage: Pick<InMemoryProfileRepository, 'confirm' | 'create'> = profiles,
  ) =>
    postConfirmation({ profiles: storage, roles: ROLES, now: () => NOW, log: (line) => lines.push(line) })(
      event,
    );

  it('there is a profile, with all that the account says', async () => {
    const event = eventOf();
    await expect(run(event)).resolves.toEqual(event);
    await expect(profiles.find(SUB)).resolves.toMatchObject({
      email: 'ada@example.com',
      emailVerified: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'Intern',
      department: 'Engineering',
      status: 'ACTIVE',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect(lines).toEqual([]);
  });

  it('may be told again, as Cognito does where an answer is late', async () => {
    await run(eventOf());
    const first = await profiles.find(SUB);
    await run(eventOf({ given_name: 'Somebody else' }));
    await expect(profiles.find(SUB)).resolves.toEqual(first);
  });

  it('gives no role that its owner could not have chosen', async () => {
    await run(eventOf({ 'custom:role': 'Admin' }));
    await expect(profiles.find(SUB)).resolves.toMatchObject({ role: 'Employee' });
  });

  it('calls no address verified that nobody has proved', async () => {
    await run(eventOf({ email_verified: 'false' }));
    await expect(profiles.find(SUB)).resolves.toMatchObject({ emailVerified: false, status: 'ACTIVE' });
  });

  it.each([
    ['a reset password', eventOf({}, 'PostConfirmation_ConfirmForgotPassword')],
    ['who came through a provider', eventOf({ 'cognito:user_status': 'EXTERNAL_PROVIDER' })],
  ])('does nothing for %s', async (_, event) => {
    await expect(run(event)).resolves.toEqual(event);
    await expect(profiles.find(SUB)).resolves.toBeNull();
  });

  it('fails nothing where the profile cannot be written', async () => {
    const event = eventOf();
    const broken = { confirm: () => Promise.reject(new Error('no table')), create: profiles.create };
    await expect(run(event, broken)).resolves.toEqual(event);
    expect(lines).toEqual([expect.stringContaining('no table')]);
    expect(lines.join()).not.toMatch(/ada@|lovelace/i);
  });

  it('fails nothing where the event names nobody', async () => {
    const event = eventOf({ sub: '' });
    await expect(run(event)).resolves.toEqual(event);
    expect(lines).toEqual([expect.stringContaining('no sub')]);
  });

  it('gives up before Cognito does', async () => {
    jest.useFakeTimers();
    try {
      const silent = { confirm: () => new Promise<never>(() => undefined), create: profiles.create };
      const event = eventOf();
      const answer = run(event, silent);
      await jest.advanceTimersByTimeAsync(4_500);
      await expect(answer).resolves.toEqual(event);
      expect(lines).toEqual([expect.stringContaining('did not answer within 4000 ms')]);
    } finally {
      jest.useRealTimers();
    }
  });
});
