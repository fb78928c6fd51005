import { textList } from './token-payload.js';

/**
 * Cognito puts everybody who comes through a federated provider into a group of its own, e.g. `us-east-1_Pool_Google`.
 * Such groups grant nothing, so the service does not know them.
 */
export function isAutomaticGroup(name: string, userPoolId: string): boolean {
  return userPoolId !== '' && name.startsWith(`${userPoolId}_`);
}

/** `cognito:groups` of an access token without the automatic ones; every issuer of Cognito ends with the pool's id. */
export function groupsIn(payload: Readonly<Record<string, unknown>>): readonly string[] {
  const issuer = payload['iss'];
  const userPoolId = typeof issuer === 'string' ? issuer.slice(issuer.lastIndexOf('/') + 1) : '';
  return textList(payload['cognito:groups']).filter((name) => !isAutomaticGroup(name, userPoolId));
}
