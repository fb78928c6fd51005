import { readFileSync } from 'node:fs';
import { OPERATIONS } from './operations.js';

interface Described {
  readonly operationId: string;
  readonly security?: readonly object[];
}

const DOCUMENT = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
};

const described = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, security = [] }]) => ({
    operationId,
    method: method.toUpperCase(),
    path: path.replace('/api/v1', ''),
    access: security.length > 0 ? 'signed-in' : 'public',
  })),
);

describe('the table of operations', () => {
  it('says of each what the document says', () => {
    const known = Object.entries(OPERATIONS).map(([operationId, { method, path, access }]) => ({
      operationId,
      method,
      path,
      access,
    }));
    expect(known.length).toBeGreaterThan(50);
    expect(described).toEqual(expect.arrayContaining(known));
  });

  it('repeats nothing that uses up a code, an attempt or a password, or sends a message', () => {
    const once = Object.entries(OPERATIONS).filter(([, { repeatable }]) => !repeatable);
    expect(once.map(([id]) => id)).toEqual(
      expect.arrayContaining([
        'register',
        'confirmSignUp',
        'resendCode',
        'login',
        'verifyMfa',
        'selectMfa',
        'setUpMfa',
        'verifyMfaSetup',
        'recoverMfa',
        'chooseNewPassword',
        'exchangeSocialCode',
        'linkSocialSignIn',
        'forgotPassword',
        'resetPassword',
        'changePassword',
        'verifyTotp',
        'regenerateRecoveryCodes',
        'changeMyEmail',
        'verifyMyEmail',
        'inviteUser',
        'resetUserPassword',
      ]),
    );
    const reads = Object.values(OPERATIONS).filter(({ method }) => method === 'GET' || method === 'PUT');
    expect(reads.every(({ repeatable }) => repeatable)).toBe(true);
  });
});
