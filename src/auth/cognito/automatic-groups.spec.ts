import { groupsIn, isAutomaticGroup } from './automatic-groups.js';
import { checkAccessToken } from './access-token-claims.js';

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool00000';
const GROUPS = [
  'us-east-1_Pool00000_Google',
  'admin',
  'us-east-1_Pool00000_MyOIDC',
  'us-east-1_Other_Google',
];
const GRANTING = ['admin', 'us-east-1_Other_Google'];

describe('the automatic groups of federated providers', () => {
  it.each([
    ['us-east-1_Pool00000_Google', true],
    ['us-east-1_Pool00000_', true],
    ['us-east-1_Pool00000', false],
    ['us-east-1_pool00000_Google', false],
    ['admin', false],
  ])('%s: %p', (name, expected) => {
    expect(isAutomaticGroup(name, 'us-east-1_Pool00000')).toBe(expected);
  });

  it('grant nothing in a token', () => {
    expect(groupsIn({ iss: ISSUER, 'cognito:groups': GROUPS })).toEqual(GRANTING);
    expect(groupsIn({ iss: ISSUER })).toEqual([]);
    expect(groupsIn({ 'cognito:groups': ['_team'] })).toEqual(['_team']);
  });

  it('grant nothing to who presents the token', () => {
    const payload = {
      iss: ISSUER,
      sub: 'user-1',
      client_id: 'client1',
      token_use: 'access',
      jti: 'session-1',
      iat: 100,
      exp: 200,
      'cognito:groups': GROUPS,
    };
    const checked = checkAccessToken(payload, { issuer: ISSUER, clientIds: ['client1'] }, 150_000);
    expect(checked).toMatchObject({ valid: true, claims: { groups: GRANTING } });
  });
});
