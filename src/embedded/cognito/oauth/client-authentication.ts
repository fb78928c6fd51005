import { isClientSecret } from '../auth/secret-hash.js';
import type { OperationContext } from '../protocol/operation-context.js';
import type { ClientRecord } from '../store/records.js';

interface Credentials {
  readonly id: string;
  readonly secret: string | undefined;
}

/** The client that calls, if it proves itself: by Basic authentication or in the form, and only one of them. */
export function authenticateClient(
  context: OperationContext,
  authorization: string | undefined,
  form: URLSearchParams,
): ClientRecord | undefined {
  const credentials = authorization === undefined ? inForm(form) : inHeader(authorization, form);
  const client = context.store.clients.get(credentials?.id ?? '');
  return client !== undefined && isClientSecret(client, credentials?.secret) ? client : undefined;
}

function inForm(form: URLSearchParams): Credentials {
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? undefined };
}

function inHeader(authorization: string, form: URLSearchParams): Credentials | undefined {
  const [scheme = '', encoded = ''] = authorization.split(' ');
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
  const contradicts = form.has('client_secret') || (form.get('client_id') ?? id) !== id;
  if (scheme.toLowerCase() !== 'basic' || contradicts) {
    return undefined;
  }
  return { id, secret: rest.join(':') };
}
