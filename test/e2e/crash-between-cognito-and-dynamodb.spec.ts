import { Journey, newEmail } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

describe('a kill between Cognito and DynamoDB', () => {
  let aws: LocalAws;

  beforeAll(async () => {
    aws = await LocalAws.start();
  });

  afterAll(() => aws.close());

  it.each(['confirmation', 'sign-in'] as const)(
    'loses no sign-up: the next %s completes the profile',
    async (by) => {
      const email = newEmail();
      await killWhileSigningUp(aws, email);

      const service = await RunningService.start({ env: aws.env() });
      const journey = new Journey(service.origin, aws.cognitoServer);
      if (by === 'sign-in') await confirmAndKill(aws, journey, service, email);
      const survivor = by === 'sign-in' ? await RunningService.start({ env: aws.env() }) : service;
      const again = new Journey(survivor.origin, aws.cognitoServer);
      if (by === 'confirmation') await again.confirm(email);
      const { user, tokens } = await again.login(email);
      expect(user).toMatchObject({
        email,
        firstName: 'Ada',
        department: 'Engineering',
        employeeId: 'E-7',
        role: 'Employee',
        status: 'ACTIVE',
      });
      const exported = await again.api.get('/users/me', { token: tokens.accessToken });
      expect(exported.status).toBe(200);
      await survivor.stop();
    },
  );
});

/** Cognito has answered, DynamoDB has been asked, and the process dies. */
async function killWhileSigningUp(aws: LocalAws, email: string): Promise<void> {
  const service = await RunningService.start({ env: aws.env() });
  const writing = held(aws);
  const journey = new Journey(service.origin, aws.cognitoServer);
  const register = journey
    .register(email, { department: 'Engineering', employeeId: 'E-7' })
    .catch((error: unknown) => error);
  await writing;
  await service.kill();
  expect(await register).toHaveProperty('message', 'fetch failed');
  aws.dynamodb.behave(() => 'forward');
}

async function confirmAndKill(
  aws: LocalAws,
  journey: Journey,
  service: RunningService,
  email: string,
): Promise<void> {
  const writing = held(aws);
  const confirm = journey.confirm(email).catch((error: unknown) => error);
  await writing;
  await service.kill();
  expect(await confirm).toHaveProperty('message', 'fetch failed');
  aws.dynamodb.behave(() => 'forward');
}

/** Resolves when the first write of a profile hangs. */
function held(aws: LocalAws): Promise<void> {
  return new Promise((resolve) => {
    aws.dynamodb.behave((operation, body) => {
      const writes = ['PutItem', 'UpdateItem'].includes(operation);
      if (!writes || !body.includes('"auth-profiles"')) return 'forward';
      resolve();
      return 'hold';
    });
  });
}
