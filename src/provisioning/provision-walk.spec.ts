import { POOL_SETTINGS } from '../../test/contracts/identity-provider.pools.js';
import { FakePoolFeatures } from '../../test/fakes/fake-pool-features.js';
import { EmbeddedServers } from '../../test/support/embedded-servers.js';
import type { UserPoolSettings } from '../auth/cognito/user-pool.definition.js';
import { isAsWanted, looking, mending, type Finding, type ProvisionReport } from './finding.js';
import { provision } from './provision.js';

describe('a walk of provisioning', () => {
  const definitions = [
    { name: 'things', partitionKey: 'id', indexes: [] },
    { name: 'links', partitionKey: 'from', sortKey: 'to', indexes: [] },
  ];
  let servers: EmbeddedServers;

  const requestFor = (changes: Partial<UserPoolSettings>) => {
    const name = changes.poolName ?? POOL_SETTINGS.poolName;
    const settings = { ...POOL_SETTINGS, ...changes };
    const tables = { prefix: `${name}-`, definitions };
    return { cognito: servers.cognito, dynamodb: servers.dynamodb, tables, settings };
  };
  const look = async (changes: Partial<UserPoolSettings>): Promise<Finding[]> => {
    const findings: Finding[] = [];
    servers.changes.length = 0;
    const walk = looking((finding) => findings.push(finding));
    await provision(requestFor(changes), walk);
    expect(servers.changes).toEqual([]);
    return findings.filter((finding) => !isAsWanted(finding));
  };
  const make = async (changes: Partial<UserPoolSettings>): Promise<ProvisionReport[]> => {
    const reports: ProvisionReport[] = [];
    servers.changes.length = 0;
    const walk = mending((report) => reports.push(report));
    await provision(requestFor(changes), walk);
    return reports;
  };

  beforeAll(async () => {
    servers = await EmbeddedServers.start();
  });
  beforeEach(() => {
    servers.diesBefore = Infinity;
  });
  afterAll(() => servers.close());

  const hosted = {
    domain: 'walk',
    google: { clientId: 'g', clientSecret: 'very-secret' },
    callbackUrls: ['http://localhost:3000/callback'],
  };

  it('that only looks plans all of it and changes nothing', async () => {
    const planned = await look({ poolName: 'looked-at', ...hosted });
    expect(
      planned
        .filter(({ present }) => !present)
        .map(({ resource }) => resource)
        .toSorted(),
    ).toEqual(['app_client', 'domain', 'group', 'identity_provider', 'table', 'table', 'user_pool']);
    expect(JSON.stringify(planned)).not.toContain('very-secret');
  });

  it('that is broken off before any of its changes is completed by the next', async () => {
    const whole = { poolName: 'whole', ...hosted };
    await make(whole);
    const total = servers.changes.length;
    expect(total).toBeGreaterThan(7);
    for (let survived = 0; survived < total; survived += 1) {
      const settings = { ...hosted, poolName: `cut-${survived}`, domain: `cut-${survived}` };
      servers.diesBefore = survived;
      await expect(make(settings)).rejects.toThrow('died before');
      servers.diesBefore = Infinity;
      await make(settings);
      expect(await look(settings)).toEqual([]);
    }
  });

  it('keeps the secret of a provider to itself where it differs', async () => {
    const settings = { ...hosted, poolName: 'secretive', domain: 'secretive' };
    await make(settings);
    const [found] = await look({ ...settings, google: { clientId: 'g', clientSecret: 'other-secret' } });
    expect(found?.properties.filter(({ verdict }) => verdict === 'differs')).toEqual([
      {
        name: 'ProviderDetails.client_secret',
        have: '(secret)',
        want: '(another secret)',
        verdict: 'differs',
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/very-secret|other-secret/);
  });

  it('tracks sessions and protects against threats where server and tier have it', async () => {
    const settings = { poolName: 'plus', tier: 'PLUS' } as const;
    await make(settings);
    const fake = new FakePoolFeatures(servers.cognito);
    const changed = (await look(settings)).map(({ resource }) => resource);
    expect(changed).toEqual(['session_tracking', 'threat_protection']);
    for (const refusal of ['FeatureUnavailableInTierException', 'OperationNotEnabledException']) {
      fake.refuseWith = refusal;
      expect((await make(settings)).map(({ step }) => step)).toEqual(['not_offered', 'not_offered']);
    }
    fake.refuseWith = undefined;
    fake.kept['DescribeRiskConfiguration'] = {
      RiskExceptionConfiguration: { BlockedIPRangeList: ['10.0.0.0/8'] },
    };
    expect((await make(settings)).map(({ step }) => step)).toEqual(['updated', 'updated']);
    expect(fake.kept).toMatchObject({
      GetUserPoolSessionConfiguration: { UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: 100 } },
      DescribeRiskConfiguration: {
        CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
        RiskExceptionConfiguration: { BlockedIPRangeList: ['10.0.0.0/8'] },
      },
    });
    expect(await look(settings)).toEqual([]);
    expect(await make(settings)).toEqual([]);
    servers.cognito.middlewareStack.remove('fakePoolFeatures');
    expect(await look(settings)).toEqual([]);
  });
});
