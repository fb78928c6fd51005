import { Logger } from '@nestjs/common';
import { describeIdentityProviderContract } from './identity-provider.contract.js';
import { inMemory, remotePool, startEmbeddedPool, type TestPool } from './identity-provider.pools.js';
import type { IdentityProviderSubject, IdentityProviderVariant } from './identity-provider.steps.js';

const ON_AND_OFF = [true, false];
const CLIENTS = [
  { confidential: true, authFlow: 'ADMIN_USER_PASSWORD_AUTH' },
  { confidential: false, authFlow: 'USER_PASSWORD_AUTH' },
] as const;

const VARIANTS: readonly IdentityProviderVariant[] = ON_AND_OFF.flatMap((mfaRequired) =>
  ON_AND_OFF.map((rotation) => ({ mfaRequired, rotation, laboratory: true, group: 'admin' })),
);

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe.each(VARIANTS)('MFA required: $mfaRequired, rotation: $rotation', (variant) => {
  let subject: IdentityProviderSubject;

  beforeEach(() => {
    subject = inMemory(variant);
  });

  describeIdentityProviderContract('in memory', variant, () => subject);

  describe.each(CLIENTS)('$authFlow', (client) => {
    let pool: TestPool;

    beforeAll(async () => {
      const { mfaRequired, rotation: refreshRotation } = variant;
      pool = await startEmbeddedPool({ ...client, mfaRequired, refreshRotation });
    });

    afterAll(() => pool.close());

    describeIdentityProviderContract('by Cognito, embedded', variant, () => pool.subject);
  });
});

if (process.env['REMOTE'] === '1') {
  jest.setTimeout(300_000);
  const variant: IdentityProviderVariant = {
    mfaRequired: process.env['MFA_MODE'] === 'required',
    rotation: process.env['COGNITO_REFRESH_ROTATION'] !== 'false',
    laboratory: false,
    group: process.env['ADMIN_GROUP'] ?? 'admin',
  };
  const subject = remotePool(process.env);
  describeIdentityProviderContract('by Cognito, on AWS', variant, () => subject);
}
