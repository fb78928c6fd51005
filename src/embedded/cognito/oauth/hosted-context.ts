import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationContext } from '../protocol/operation-context.js';
import type { UserRecord } from '../store/records.js';
import { codeLocation } from './authorization-codes.js';
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request.js';
import type { HostedCookies } from './hosted-cookies.js';
import { HOSTED_SESSION_SECONDS, openHostedSession } from './hosted-sessions.js';
import { sendErrorPage } from './pages/message-pages.js';
import { formOf, queryOf } from './request-parts.js';

/** What the hosted pages work with. */
export interface HostedContext {
  readonly context: OperationContext;
  readonly cookies: HostedCookies;
}

/** The request that a page belongs to, or nothing once the reply has said what is wrong with it. */
export async function authorizeRequestOf(
  { context }: HostedContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AuthorizeRequest | undefined> {
  const reading = readAuthorizeRequest(context, queryOf(request));
  switch (reading.kind) {
    case 'request':
      return reading.request;
    case 'redirect':
      await reply.header('cache-control', 'no-store').redirect(reading.location);
      return undefined;
    case 'error-page':
      await sendErrorPage(reply, reading.error, reading.description);
      return undefined;
  }
}

/** The fields of a form of our own, or nothing once the reply has refused it. */
export async function ownFormOf(
  { cookies }: HostedContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<URLSearchParams | undefined> {
  const form = formOf(request);
  if (cookies.isOwnForm(request, form)) {
    return form;
  }
  const description =
    'This form was not opened in this browser, or is out of date. Go back and reload the page.';
  await sendErrorPage(reply, 'invalid_form', description);
  return undefined;
}

/** Remembers the browser and sends it back to the client with a code. */
export async function completeSignIn(
  { context, cookies }: HostedContext,
  authorize: AuthorizeRequest,
  user: UserRecord,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const { token, location } = await context.store.run(() => ({
    token: openHostedSession(context, user),
    location: codeLocation(context, authorize, { user, authTime: context.now() }),
  }));
  cookies.setSession(request, reply, token, HOSTED_SESSION_SECONDS);
  return reply.header('cache-control', 'no-store').redirect(location);
}
