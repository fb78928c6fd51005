import { type Fault, FAULTS } from '../support/upstream-proxy.js';
import { FaultRun } from './fault-run.js';
import { FaultyWorld, type UpstreamName, UPSTREAMS } from './faulty-world.js';
import { documentedStatuses } from './operations.js';

/** Waiting for time-outs shows nothing here that the failure of a whole upstream does not show. */
const QUICK: readonly Fault[] = FAULTS.filter((fault) => fault !== 'hold' && fault !== 'slow');

/** Writes without which nobody may be let in. */
const BEFORE_TOKENS = new Set(['PutItem audit', 'PutItem sessions']);
const GIVES_TOKENS = [
  'login',
  'grantTokens',
  'verifyMfa',
  'verifyMfaSetup',
  'chooseNewPassword',
  'linkSocialSignIn',
];

interface Break {
  readonly upstream: UpstreamName;
  /** Operation of AWS, with the table where there is one. */
  readonly call: string;
  readonly operations: readonly string[];
}

describe('one call that fails', () => {
  let world: FaultyWorld;
  let run: FaultRun;
  let breaks: readonly Break[];

  /** Which operations make which calls, found by sending each while nothing is broken. */
  async function callsOfOperations(): Promise<Break[]> {
    const found = new Map<string, Break>();
    const operations = [...documentedStatuses().keys()];
    await run.prepare(operations);
    await world.quiet();
    for (const name of operations) {
      for (const upstream of UPSTREAMS) world.upstream(upstream).takeCalls();
      await run.send(name);
      for (const upstream of UPSTREAMS) {
        for (const call of new Set(world.upstream(upstream).takeCalls())) {
          const key = `${upstream} ${call}`;
          const known = found.get(key)?.operations ?? [];
          found.set(key, { upstream, call, operations: [...known, name] });
        }
      }
    }
    return [...found.values()];
  }

  beforeAll(async () => {
    world = await FaultyWorld.start();
    run = new FaultRun(world);
    breaks = await callsOfOperations();
  }, 60_000);

  afterAll(() => world.stop());

  it('leads to success or 503 for whichever operation makes it', async () => {
    expect(breaks.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    for (const [index, { upstream, call, operations }] of breaks.entries()) {
      const fault = QUICK[index % QUICK.length] ?? 'reset';
      const outcomes = await run.during(operations, () => {
        world.upstream(upstream).behave((_operation, _body, each) => (each === call ? fault : 'forward'));
      });
      for (const [name, outcome] of outcomes) {
        if (outcome.wrong !== undefined) wrong.push(`${name}, ${call} ${fault}: ${outcome.wrong}`);
        if (BEFORE_TOKENS.has(call) && GIVES_TOKENS.includes(name) && outcome.status !== 503) {
          wrong.push(`${name} answers ${outcome.status} without ${call}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
