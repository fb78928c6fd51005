/** What stands above the operations. */
export const GUIDE = `Sign-up, sign-in, second factors, sessions and profiles over Amazon Cognito and DynamoDB. The operations
below are in the order in which a person meets them, and each says what comes next.

## A sign-in

\`POST /auth/login\` answers tokens, or a \`status\` that names the next step together with a sealed \`session\` that this step takes.
Every step answers in the same form (\`AuthResult\`), until it is \`AUTHENTICATED\`.

\`\`\`text
register ──> confirm ──> login ──┬───────────────────────────────> AUTHENTICATED
                                 ├─> NEW_PASSWORD_REQUIRED ──┐           ^
          social/google ──> ─────┼─> SOCIAL_LINK_REQUIRED ───┤           │
                                 ├─> MFA_SELECTION_REQUIRED ─┤           │
                                 ├─> MFA_REQUIRED <──────────┤ ── verify ┤
                                 └─> MFA_SETUP_REQUIRED <────┘ ── setup ─┘
\`\`\`

| status | next step |
| --- | --- |
| \`AUTHENTICATED\` | none: send \`Authorization: Bearer <accessToken>\` |
| \`MFA_REQUIRED\` | \`POST /auth/mfa/verify\`, or \`POST /auth/mfa/recover\` without the app |
| \`MFA_SELECTION_REQUIRED\` | \`POST /auth/mfa/select\` |
| \`MFA_SETUP_REQUIRED\` | \`POST /auth/mfa/setup\`, then \`POST /auth/mfa/setup/verify\` |
| \`NEW_PASSWORD_REQUIRED\` | \`POST /auth/new-password\` |
| \`SOCIAL_LINK_REQUIRED\` | \`POST /auth/social/link\` |

A \`session\` is good for one step of one person, for \`expiresIn\` seconds and five wrong answers. After that: \`POST /auth/login\`.

## Refusals

They are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems. Branch on \`code\`: it is stable, and \`type\` leads to the page that explains
it. \`title\` and \`detail\` are for people, \`errors\` names each field that breaks a rule, and \`requestId\` finds the request in the logs. A 401 says
in \`WWW-Authenticate\` how to authenticate. \`POST /auth/token\` alone refuses in the form of OAuth 2 (RFC 6749).

## Tokens and sessions

A sign-in opens a session, and all tokens of it end with it: by \`POST /auth/logout\`, from the list of sessions, by an administrator, or when it
was not used for \`session.idleMinutes\` of \`GET /auth/policy\`. An ended session is refused at once on the instance that ended it and within 5
seconds on all others. \`POST /auth/refresh\` gives new tokens; a refresh token that is used again later than a minute after its exchange ends the session.

Operations that can do harm ask for a **recent sign-in** (step-up, RFC 9470): 401 \`insufficient_user_authentication\`, with the greatest age in
\`max_age\`. Sign in again and repeat the request with the new tokens; a refresh does not count.

## Limits

Every answer tells in \`RateLimit\` and \`RateLimit-Policy\` how much is left. Beyond it: 429 \`too_many_requests\`; the seconds to wait are in
\`Retry-After\`, as with 423 and 503. The operations name their limit; a deployment can raise or lower all of them.

| limit | each address | each account |
| --- | --- | --- |
| \`default\` | 600 a minute | |
| \`login\` | 30 a minute | 10 a minute; failures lock the account |
| \`code\` | 50 in 5 minutes | 15 in 5 minutes; failures lock the account |
| \`mail\` | 60 an hour | 5 an hour |
| \`signUp\` | 60 an hour | 10 an hour |

## Lists

\`?limit=\` (1 to 100, 25 unless said) and \`?cursor=\`, the \`nextCursor\` of the page before with the same filters. There are more pages as long as
\`nextCursor\` is not null, even after a short or an empty page.

## Conventions

JSON in camelCase; times in ISO 8601, UTC. Unknown fields of a body are refused. \`X-Request-Id\` may be sent, and is answered. An \`ETag\` sent back
in \`If-Match\` keeps a change from overwriting another: 412 \`precondition_failed\`.`;

/** A tag of the document: its operations in the order in which people need them. */
interface Chapter {
  readonly group: string;
  readonly name: string;
  readonly description: string;
  readonly operations: readonly string[];
}

/** The table of contents. Every operation stands in exactly one chapter. */
export const CHAPTERS: readonly Chapter[] = [
  {
    group: 'Getting in',
    name: 'Sign-up',
    description: 'From the form to a confirmed address.',
    operations: ['readPolicy', 'register', 'confirmSignUp', 'resendCode'],
  },
  {
    group: 'Getting in',
    name: 'Sign-in',
    description: 'From the password to tokens, step by step.',
    operations: [
      'login',
      'verifyMfa',
      'selectMfa',
      'recoverMfa',
      'setUpMfa',
      'verifyMfaSetup',
      'chooseNewPassword',
      'grantTokens',
    ],
  },
  {
    group: 'Getting in',
    name: 'Social sign-in',
    description: 'With a Google account, through the user pool.',
    operations: ['startGoogleSignIn', 'finishSocialSignIn', 'exchangeSocialCode', 'linkSocialSignIn'],
  },
  {
    group: 'Signed in',
    name: 'Sessions',
    description: 'Where one is signed in: go on, look, and end.',
    operations: ['refresh', 'listMySessions', 'endMySession', 'logout', 'logoutAll'],
  },
  {
    group: 'Signed in',
    name: 'Profile',
    description: 'What is kept on a person, and their rights to it.',
    operations: [
      'readMyProfile',
      'updateMyProfile',
      'changeMyEmail',
      'verifyMyEmail',
      'listMyActivity',
      'exportMyData',
      'eraseMyAccount',
    ],
  },
  {
    group: 'Signed in',
    name: 'Second factor',
    description: 'An authenticator app and recovery codes of your own.',
    operations: ['readMyFactors', 'setUpTotp', 'verifyTotp', 'regenerateRecoveryCodes', 'removeTotp'],
  },
  {
    group: 'Signed in',
    name: 'Passwords',
    description: 'Forgotten or changed.',
    operations: ['forgotPassword', 'resetPassword', 'changePassword'],
  },
  {
    group: 'Administration',
    name: 'Users',
    description: 'For members of the admin group: find, invite, change, help, erase.',
    operations: [
      'listUsers',
      'inviteUser',
      'readUser',
      'changeUser',
      'confirmUser',
      'unlockUser',
      'resetUserPassword',
      'resetUserMfa',
      'disableUser',
      'enableUser',
      'listUserSessions',
      'endUserSession',
      'signOutUser',
      'eraseUser',
    ],
  },
  {
    group: 'Administration',
    name: 'Groups',
    description: 'For members of the admin group: who may do what.',
    operations: [
      'listGroups',
      'createGroup',
      'deleteGroup',
      'listUserGroups',
      'addUserToGroup',
      'removeUserFromGroup',
    ],
  },
  {
    group: 'Administration',
    name: 'Audit trail',
    description: 'For members of the admin group: what happened, and that nobody altered the record.',
    operations: ['listAuditEvents', 'verifyAuditTrail'],
  },
  {
    group: 'Operation',
    name: 'Health',
    description: 'For whoever operates the service.',
    operations: ['readLiveness', 'readReadiness', 'readMetrics', 'findChangePassword', 'readSecurityTxt'],
  },
];
