// The attack: somebody uses a stolen token on another instance than the one where its owner signs out, for so long and so
// busily that this instance keeps what it knows of the session instead of reading it, and hopes that it goes on keeping it.
import { setTimeout as sleep } from 'node:timers/promises';
import { untilAnswered } from '../support/administrator.js';
import { type AuthResult, Journey } from '../support/journey.js';
import { LocalAws } from '../support/local-aws.js';
import { RunningService } from '../support/running-service.js';

const WITHIN_MS = 5_000;
const POLL = 'BatchGetItem changes';

describe('what an instance keeps instead of reading it', () => {
  let aws: LocalAws;
  let here: RunningService;
  let there: RunningService;
  let journey: Journey;
  let elsewhere: Journey;

  const meElsewhere =
    ({ tokens }: AuthResult) =>
    () =>
      elsewhere.api.get('/users/me', { token: tokens.accessToken });
  const callsWhile = async (work: () => Promise<unknown>): Promise<string[]> => {
    aws.dynamodb.takeCalls();
    await work();
    return aws.dynamodb.takeCalls();
  };
  /** Everybody asks every tenth of a second. */
  const busy = async (people: readonly AuthResult[], milliseconds: number) => {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      for (const person of people) expect((await meElsewhere(person)()).status).toBe(200);
      await sleep(100);
    }
  };
  /** Until a time that is longer than a read is believed passes without a read. */
  const keptBy = async (people: readonly AuthResult[]) => {
    for (let round = 0; round < 6; round += 1) {
      const calls = await callsWhile(() => busy(people, 4_500));
      if (calls.length > 0 && calls.every((call) => call === POLL)) return;
    }
    throw new Error('The instance never kept what it knows.');
  };

  beforeAll(async () => {
    aws = await LocalAws.start();
    [here, there] = await Promise.all([
      RunningService.start({ env: aws.env() }),
      RunningService.start({ env: aws.env() }),
    ]);
    journey = new Journey(here.origin, aws.cognitoServer);
    elsewhere = new Journey(there.origin, aws.cognitoServer);
  });

  afterAll(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await aws.close();
  });

  it('is given up within 5 s of a sign-out elsewhere, and of one while the changes cannot be read', async () => {
    const [first, second] = [await journey.newPerson(), await journey.newPerson()];
    await keptBy([first, second]);
    const logout = ({ tokens }: AuthResult) =>
      journey.api.post('/auth/logout', {}, { token: tokens.accessToken });
    expect((await logout(first)).status).toBe(204);
    await untilAnswered(meElsewhere(first), 401, WITHIN_MS);
    expect((await meElsewhere(second)()).status).toBe(200);
    aws.dynamodb.behave((call) => (call === POLL ? 'reset' : 'forward'));
    expect((await logout(second)).status).toBe(204);
    await untilAnswered(meElsewhere(second), 401, WITHIN_MS);
    aws.dynamodb.behave(() => 'forward');
  });
});
