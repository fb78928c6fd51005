import type { Finding } from '../finding.js';

export type Severity = 'critical' | 'warning' | 'info';

/** Why a property matters, and how much it does where it is not as it should be. */
export interface Control {
  readonly severity: Severity;
  readonly why: string;
}

const control = (severity: Severity, why: string): Control => ({ severity, why });

const LIFETIME = 'The longer a token lives, the longer a stolen one can be used.';
const OAUTH = 'The hosted pages of Google sign-in answer with a code, to these addresses alone.';

/** By resource and the start of the property's name; the longest one counts. Every property that is found has one. */
const CONTROLS: Readonly<Record<string, Control>> = {
  user_pool: control('critical', 'Without a user pool nobody can sign in.'),
  'user_pool.UsernameAttributes': control('critical', 'People sign in with their e-mail address.'),
  'user_pool.UsernameConfiguration': control(
    'warning',
    'Otherwise Ada@example.com and ada@example.com would be two accounts.',
  ),
  'user_pool.Policies.PasswordPolicy': control('critical', 'Short or simple passwords are guessed.'),
  'user_pool.Policies.PasswordPolicy.PasswordHistorySize': control(
    'warning',
    'A password that leaked once must not come back.',
  ),
  'user_pool.Policies.PasswordPolicy.TemporaryPasswordValidityDays': control(
    'warning',
    'An invitation that nobody took up must not open an account for ever.',
  ),
  'user_pool.AutoVerifiedAttributes': control(
    'critical',
    'An address that nobody proved to read could be anybody’s.',
  ),
  'user_pool.UserAttributeUpdateSettings': control(
    'critical',
    'A new address must be proved before it replaces the old one, or a slip locks its owner out.',
  ),
  'user_pool.AccountRecoverySetting': control(
    'critical',
    'A forgotten password is reset through the verified address only; a telephone number can be taken over.',
  ),
  'user_pool.AdminCreateUserConfig': control(
    'critical',
    'People sign up themselves through POST /auth/register.',
  ),
  'user_pool.DeletionProtection': control(
    'critical',
    'Deleting the pool would delete every account, and there is no backup.',
  ),
  'user_pool.UserPoolTier': control(
    'warning',
    'The tier decides on rotation, password history and threat protection.',
  ),
  'user_pool.UserPoolAddOns': control('warning', 'The tier PLUS is paid for its threat protection.'),
  'user_pool.LambdaConfig': control('warning', 'The triggers write the mails and decide on linked accounts.'),
  'user_pool.EmailConfiguration': control('warning', "Cognito's own sender stops after 50 mails a day."),
  'user_pool.Schema': control('critical', 'A sign-up keeps its draft there until the profile is made.'),
  mfa: control('critical', 'A second factor is what a stolen password does not open.'),
  session_tracking: control('info', 'Cognito then knows, too, who is signed in where.'),
  threat_protection: control('warning', 'Leaked passwords and strange sign-ins are stopped.'),
  identity_provider: control('critical', 'Without the provider Google sign-in fails for everybody.'),
  'identity_provider.AttributeMapping': control('critical', 'A profile takes name and address from Google.'),
  'identity_provider.ProviderDetails': control(
    'critical',
    'Google knows the service by this client and these scopes.',
  ),
  domain: control('critical', 'Google sign-in goes over the pages of this domain.'),
  app_client: control('critical', 'The service signs people in with this client.'),
  'app_client.ClientSecret': control('critical', 'Without its secret nobody else can use the client.'),
  'app_client.ExplicitAuthFlows': control(
    'critical',
    'Every flow that is open and not needed is one more way in.',
  ),
  'app_client.RefreshTokenRotation': control(
    'critical',
    'A refresh token that works once betrays whoever stole it.',
  ),
  'app_client.PreventUserExistenceErrors': control('critical', 'Answers must not tell who has an account.'),
  'app_client.EnableTokenRevocation': control('critical', 'A sign-out must end the session at once.'),
  'app_client.AuthSessionValidity': control('warning', 'So long may the second step of a sign-in take.'),
  'app_client.AccessTokenValidity': control('critical', LIFETIME),
  'app_client.IdTokenValidity': control('warning', LIFETIME),
  'app_client.RefreshTokenValidity': control('critical', LIFETIME),
  'app_client.TokenValidityUnits': control('critical', LIFETIME),
  'app_client.AllowedOAuth': control('critical', OAUTH),
  'app_client.CallbackURLs': control('critical', OAUTH),
  'app_client.SupportedIdentityProviders': control(
    'critical',
    'The hosted pages offer these ways in and no others.',
  ),
  group: control('critical', 'Who is in this group may call the administration.'),
  table: control('critical', 'The service keeps its data there.'),
  'table.KeySchema': control('critical', 'The service addresses items by this key.'),
  'table.BillingMode': control(
    'warning',
    'A table with fixed capacity refuses calls when many people come at once.',
  ),
  'table.GlobalSecondaryIndexes': control('critical', 'Lists are read through this index.'),
  'table.DeletionProtectionEnabled': control('critical', 'A table must not be deleted by a slip.'),
  'table.SSEDescription': control(
    'critical',
    'Uses of a key of the account can be limited and are on record in CloudTrail.',
  ),
  'table.TimeToLive': control('warning', 'What has expired would be kept, and paid for, for ever.'),
  'table.PointInTimeRecovery': control('critical', 'A deletion or a bug can be undone for 35 days.'),
};

/** The control that a property, or a resource as a whole, is judged by. */
export function controlOf(resource: Finding['resource'], property?: string): Control {
  const path = property === undefined ? resource : `${resource}.${property}`;
  const keys = Object.keys(CONTROLS).filter((key) => path === key || path.startsWith(key));
  const longest = keys.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const found = CONTROLS[longest];
  if (found === undefined) throw new Error(`Nobody has written down why ${path} matters`);
  return found;
}
