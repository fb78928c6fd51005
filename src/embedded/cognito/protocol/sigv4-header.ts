import { CognitoError } from './cognito-error.js';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** A request's signature as its headers carry it, and the service that it must be made for. */
interface SignedRequest {
  readonly authorization: string | undefined;
  readonly date: string | undefined;
  readonly service: 'cognito-idp' | 'ses';
}

/** Checks that a request bears a well-formed SigV4 header for the service; any credentials will do. */
export function requireSigV4({ authorization, date, service }: SignedRequest): void {
  if (authorization === undefined || authorization.trim() === '') {
    throw new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (!authorization.startsWith(`${ALGORITHM} `)) {
    throw new CognitoError('IncompleteSignatureException', `Authorization header requires ${ALGORITHM}.`);
  }
  const parts = parseParts(authorization.slice(ALGORITHM.length + 1));
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) {
    if (!parts.has(name)) {
      throw new CognitoError(
        'IncompleteSignatureException',
        `Authorization header requires '${name}' parameter.`,
      );
    }
  }
  if (date === undefined) {
    throw new CognitoError(
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  requireScope(parts.get('Credential') ?? '', service);
  requireSignature(parts.get('SignedHeaders') ?? '', parts.get('Signature') ?? '');
}

function parseParts(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((part) => {
      const [name = '', ...value] = part.trim().split('=');
      return [name, value.join('=')];
    }),
  );
}

function requireScope(credential: string, service: string): void {
  const scope = /^[^/\s]+\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/.exec(credential);
  if (scope === null) {
    throw new CognitoError(
      'IncompleteSignatureException',
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  }
  if (scope[3] !== service) {
    throw new CognitoError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'.`,
    );
  }
}

function requireSignature(signedHeaders: string, signature: string): void {
  const headers = signedHeaders.split(';');
  if (!headers.includes('host') || !/^[0-9a-f]{64}$/.test(signature)) {
    throw new CognitoError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
}
