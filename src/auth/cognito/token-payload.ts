import { AppError } from '../../shared/app-error.js';

/**
 * The payload of a JWT that came from Cognito itself in answer to our own call. It is read, not verified: tokens that a
 * client presents go through the `TokenVerifier`.
 */
export function tokenPayload(token: string): Readonly<Record<string, unknown>> {
  const [, payload] = token.split('.');
  try {
    const value: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Falls through to the one refusal below; the parser's message would quote the token.
  }
  throw new AppError('internal_error', { cause: new Error('Cognito answered with a token that is no JWT') });
}

/** A list of texts in a claim; anything else in it is dropped. */
export function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
