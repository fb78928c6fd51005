import {
  DescribeRiskConfigurationCommand,
  GetUserPoolMfaConfigCommand,
  GetUserPoolSessionConfigurationCommand,
  SetRiskConfigurationCommand,
  SetUserPoolMfaConfigCommand,
  SetUserPoolSessionConfigurationCommand,
  type CognitoIdentityProviderClient,
  type GetUserPoolMfaConfigResponse,
  type RiskConfigurationType,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  mfaDefinition,
  riskDefinition,
  sessionTrackingDefinition,
  type UserPoolSettings,
} from '../auth/cognito/user-pool.definition.js';
import { settle, type Resource, type Walk } from './finding.js';
import { compared, merged, pick } from './merge-document.js';
import { isNotOffered, NOT_OFFERED_ANSWER, whereOffered } from './not-offered.js';

/** A part of the pool that has operations of its own. */
interface Feature {
  readonly resource: Resource;
  readonly wanted: object;
  /** The present document, or that the server or the pool's tier lacks it. */
  read(UserPoolId: string): Promise<object | undefined>;
  write(UserPoolId: string, present: object): Promise<unknown>;
}

/** MFA, and where server and tier have them the tracking of sessions and the threat protection. */
export async function ensurePoolFeatures(
  client: CognitoIdentityProviderClient,
  userPoolId: string | undefined,
  settings: UserPoolSettings,
  walk: Walk,
): Promise<void> {
  const features = [
    mfa(client, settings),
    ...(settings.tier === 'LITE' ? [] : [sessionTracking(client)]),
    ...(settings.tier === 'PLUS' ? [threatProtection(client)] : []),
  ];
  // One after the other: Cognito refuses changes to one pool that happen at once.
  for (const feature of features) await ensureFeature(feature, userPoolId, settings.poolName, walk);
}

async function ensureFeature(
  feature: Feature,
  userPoolId: string | undefined,
  name: string,
  walk: Walk,
): Promise<void> {
  const { resource, wanted } = feature;
  const answer = userPoolId === undefined ? undefined : await whereOffered(feature.read(userPoolId));
  const isOffered = answer !== NOT_OFFERED_ANSWER;
  const present = isOffered ? answer : undefined;
  const properties = compared(present, wanted).map((property) =>
    isOffered ? property : ({ ...property, verdict: 'not_offered' } as const),
  );
  await settle(walk, { resource, name, present: true, properties }, async () => {
    try {
      await feature.write(userPoolId ?? '', present ?? {});
      walk.changed({ resource, name, step: 'updated' });
    } catch (error) {
      if (!isNotOffered(error)) throw error;
      walk.changed({ resource, name, step: 'not_offered' });
    }
  });
}

function mfa(client: CognitoIdentityProviderClient, settings: UserPoolSettings): Feature {
  const wanted = mfaDefinition(settings);
  return {
    resource: 'mfa',
    wanted,
    read: (UserPoolId) => client.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
    write: (UserPoolId, present: GetUserPoolMfaConfigResponse) => {
      const kept = pick(present, ['EmailMfaConfiguration', 'SmsMfaConfiguration', 'WebAuthnConfiguration']);
      return client.send(new SetUserPoolMfaConfigCommand({ ...kept, ...wanted, UserPoolId }));
    },
  };
}

function sessionTracking(client: CognitoIdentityProviderClient): Feature {
  const wanted = sessionTrackingDefinition();
  return {
    resource: 'session_tracking',
    wanted,
    read: (UserPoolId) => client.send(new GetUserPoolSessionConfigurationCommand({ UserPoolId })),
    write: (UserPoolId) => client.send(new SetUserPoolSessionConfigurationCommand({ ...wanted, UserPoolId })),
  };
}

function threatProtection(client: CognitoIdentityProviderClient): Feature {
  const wanted = riskDefinition();
  return {
    resource: 'threat_protection',
    wanted,
    read: async (UserPoolId) => {
      return (await client.send(new DescribeRiskConfigurationCommand({ UserPoolId }))).RiskConfiguration;
    },
    write: (UserPoolId, present: RiskConfigurationType) => {
      const kept = pick(present, ['RiskExceptionConfiguration']);
      return client.send(new SetRiskConfigurationCommand({ ...merged(kept, wanted), UserPoolId }));
    },
  };
}
