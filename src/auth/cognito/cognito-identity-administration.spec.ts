import '../../../test/support/node-errors.js';
import { Logger } from '@nestjs/common';
import { StubCognito, type StubReply } from '../../../test/support/stub-cognito.js';
import { CONFIDENTIAL, refusal, stubbedClient } from '../../../test/support/stubbed-cognito.js';
import { CognitoIdentityAdministration } from './cognito-identity-administration.js';

const EMAIL = 'tom@example.com';
const DRAFT = {
  firstName: 'Tom',
  lastName: 'Jones',
  role: 'Employee',
  department: null,
  employeeId: null,
  termsVersion: null,
  termsAcceptedAt: null,
};
const INVITATION = { email: EMAIL, draft: DRAFT };

const user = (UserStatus: string, given_name = 'Tom', attributes = 'UserAttributes'): StubReply => ({
  body: {
    Username: 'user-1',
    UserStatus,
    Enabled: true,
    UserCreateDate: 1_767_225_600.123,
    [attributes]: [
      { Name: 'sub', Value: 'user-1' },
      { Name: 'email', Value: EMAIL },
      { Name: 'given_name', Value: given_name },
      { Name: 'family_name', Value: 'Jones' },
      { Name: 'custom:role', Value: 'Employee' },
    ],
  },
});

let stub: StubCognito;
let administration: CognitoIdentityAdministration;

beforeAll(async () => {
  Logger.overrideLogger(false);
  stub = await StubCognito.start();
});

beforeEach(() => {
  stub.reset();
  administration = new CognitoIdentityAdministration(stubbedClient(stub), CONFIDENTIAL);
});

afterAll(() => stub.close());

describe('find', () => {
  it.each([
    ['UNCONFIRMED', 'UNCONFIRMED'],
    ['CONFIRMED', 'CONFIRMED'],
    ['RESET_REQUIRED', 'RESET_REQUIRED'],
    ['FORCE_CHANGE_PASSWORD', 'FORCE_CHANGE_PASSWORD'],
    ['EXTERNAL_PROVIDER', 'EXTERNAL'],
    ['ARCHIVED', 'OTHER'],
  ])('reads the status %s as %s', async (theirs, ours) => {
    stub.on('AdminGetUser', user(theirs));
    await expect(administration.find(EMAIL)).resolves.toMatchObject({
      status: ours,
      enabled: true,
      createdAt: '2026-01-01T00:00:00.123Z',
      identity: { userId: 'user-1' },
    });
  });
});

describe('invite', () => {
  it('has the address count as verified, and the mail go there', async () => {
    stub.on('AdminCreateUser', { body: { User: {} } });
    await administration.invite(INVITATION);
    expect(stub.calls).toEqual([
      {
        operation: 'AdminCreateUser',
        signed: true,
        body: {
          UserPoolId: 'us-east-1_Pool',
          Username: EMAIL,
          DesiredDeliveryMediums: ['EMAIL'],
          UserAttributes: [
            { Name: 'email', Value: EMAIL },
            { Name: 'given_name', Value: 'Tom' },
            { Name: 'family_name', Value: 'Jones' },
            { Name: 'email_verified', Value: 'true' },
            { Name: 'custom:role', Value: 'Employee' },
          ],
        },
      },
    ]);
  });

  it('leaves out what the pool does not keep, from the second time on at once', async () => {
    const schema =
      'Attributes did not conform to the schema: Type for attribute {custom:role} could not be determined';
    stub.on('AdminCreateUser', refusal('InvalidParameterException', schema), { body: { User: {} } });
    await expect(administration.invite(INVITATION)).resolves.toMatchObject({ outcome: 'invited' });
    await administration.invite(INVITATION);
    expect(stub.calls.map(({ body }) => JSON.stringify(body).includes('custom:'))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    'CodeDeliveryFailureException',
    'UserLambdaValidationException',
    'InvalidLambdaResponseException',
  ])(
    'counts an account whose mail could not be sent as invited only where it is the one asked for: %s',
    async (error) => {
      stub.on('AdminCreateUser', refusal(error));
      stub.on('AdminGetUser', user('FORCE_CHANGE_PASSWORD'));
      await expect(administration.invite(INVITATION)).resolves.toMatchObject({
        outcome: 'invited',
        account: { identity: { userId: 'user-1' } },
      });
      for (const other of [
        user('CONFIRMED'),
        user('FORCE_CHANGE_PASSWORD', 'Eve'),
        refusal('UserNotFoundException'),
      ]) {
        stub.on('AdminGetUser', other);
        await expect(administration.invite(INVITATION)).rejects.toMatchObject({ code: 'internal_error' });
      }
    },
  );
});

describe('confirm', () => {
  it('marks the address before the account, so that a repeat finds what a crash left', async () => {
    stub.on('AdminGetUser', user('UNCONFIRMED'));
    stub.on('AdminUpdateUserAttributes', { body: {} });
    stub.on('AdminConfirmSignUp', { body: {} });
    await expect(administration.confirm('user-1')).resolves.toBe(true);
    const order = ['AdminGetUser', 'AdminUpdateUserAttributes', 'AdminConfirmSignUp'];
    expect(stub.operations()).toEqual(order);
  });

  it('leaves a confirmed account alone, and bears with one that is confirmed meanwhile', async () => {
    stub.on('AdminGetUser', user('CONFIRMED'));
    await expect(administration.confirm('user-1')).resolves.toBe(true);
    expect(stub.operations()).toEqual(['AdminGetUser']);
    stub.on('AdminGetUser', user('UNCONFIRMED'));
    stub.on('AdminUpdateUserAttributes', { body: {} });
    const message = 'User cannot be confirmed. Current status is CONFIRMED';
    stub.on('AdminConfirmSignUp', refusal('NotAuthorizedException', message));
    await expect(administration.confirm('user-1')).resolves.toBe(true);
  });
});

describe('requirePasswordReset', () => {
  beforeEach(() => {
    const message = 'User password cannot be reset in the current state.';
    stub.on('AdminResetUserPassword', refusal('NotAuthorizedException', message));
  });

  it.each([{ body: { User: {} } }, refusal('UnsupportedUserStateException', 'Resend not possible.')])(
    'falls back on the invitation, by the address: %j',
    async (reply) => {
      stub.on('AdminGetUser', user('FORCE_CHANGE_PASSWORD'));
      stub.on('AdminCreateUser', reply);
      await expect(administration.requirePasswordReset('user-1')).resolves.toBe(true);
      expect(stub.operations()).toEqual(['AdminResetUserPassword', 'AdminGetUser', 'AdminCreateUser']);
      expect(stub.calls[2]?.body).toMatchObject({ Username: EMAIL, MessageAction: 'RESEND' });
    },
  );

  it('asks for nothing more where no code can be sent', async () => {
    const message =
      'Cannot reset password for the user as there is no registered/verified email or phone_number';
    stub.on('AdminResetUserPassword', refusal('InvalidParameterException', message));
    stub.on('AdminGetUser', user('UNCONFIRMED'));
    await expect(administration.requirePasswordReset('user-1')).resolves.toBe(true);
    expect(stub.operations()).toEqual(['AdminResetUserPassword', 'AdminGetUser']);
  });

  it('sends no invitation to whom a provider brought', async () => {
    stub.on('AdminGetUser', user('EXTERNAL_PROVIDER'));
    await expect(administration.requirePasswordReset('user-1')).resolves.toBe(true);
    expect(stub.operations()).toEqual(['AdminResetUserPassword', 'AdminGetUser']);
  });
});

describe('membership', () => {
  it.each([
    ['UserNotFoundException', 'User does not exist.', 'no_user'],
    ['ResourceNotFoundException', 'Group not found.', 'no_group'],
    ['ResourceNotFoundException', 'Something Cognito never said before', 'no_group'],
    ['InvalidParameterException', "Value 'a b' at 'groupName' failed to satisfy constraint", 'no_group'],
    ['InvalidParameterException', "Value 'a b' at 'username' failed to satisfy constraint", 'no_user'],
  ])('reads %s «%s» as %s', async (error, message, outcome) => {
    stub.on('AdminAddUserToGroup', refusal(error, message));
    await expect(administration.addToGroup('user-1', 'a b')).resolves.toBe(outcome);
  });

  it('takes a missing pool for our own mistake', async () => {
    const missing = refusal('ResourceNotFoundException', 'User pool ID does not exist.');
    for (const operation of ['AdminRemoveUserFromGroup', 'DeleteGroup', 'ListUsersInGroup']) {
      stub.on(operation, missing);
    }
    const mistake = { code: 'internal_error' };
    await expect(administration.removeFromGroup('user-1', 'admin')).rejects.toMatchObject(mistake);
    await expect(administration.deleteGroup('admin')).rejects.toMatchObject(mistake);
    await expect(administration.members('admin', 1)).rejects.toMatchObject(mistake);
  });

  it('is read to the last page, without the groups that Cognito makes by itself', async () => {
    const group = (GroupName: string) => ({ GroupName });
    stub.on(
      'AdminListGroupsForUser',
      { body: { Groups: [group('hr'), group('us-east-1_Pool_Google')], NextToken: 'more' } },
      { body: { Groups: [], NextToken: 'and-more' } },
      { body: { Groups: [group('admin')] } },
    );
    const groups = await administration.groupsOf('user-1');
    expect(groups?.map(({ name }) => name)).toEqual(['hr', 'admin']);
    expect(stub.calls.map(({ body }) => body['NextToken'])).toEqual([undefined, 'more', 'and-more']);
  });
});

describe('lists', () => {
  it('never ask for more than Cognito gives at a time, and read on for members', async () => {
    const people = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        Attributes: [{ Name: 'sub', Value: `user-${first + i}` }],
      }));
    stub.on(
      'ListUsersInGroup',
      { body: { Users: people(0, 60), NextToken: 'more' } },
      { body: { Users: people(60, 40), NextToken: 'and-more' } },
    );
    const members = await administration.members('admin', 100);
    expect(members).toHaveLength(100);
    expect(stub.calls.map(({ body }) => body['Limit'])).toEqual([60, 40]);
  });

  it('resume with the token of Cognito, and are repeated once', async () => {
    stub.on('ListUsers', 'reset', { body: { Users: [], PaginationToken: 'next' } });
    await expect(administration.listAccounts(100, 'here')).resolves.toEqual({ items: [], next: 'next' });
    const body = { UserPoolId: 'us-east-1_Pool', Limit: 60, PaginationToken: 'here' };
    expect(stub.calls.map((call) => call.body)).toEqual([body, body]);
  });
});
