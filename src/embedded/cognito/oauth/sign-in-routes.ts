import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { enrolledFactors } from '../auth/mfa-factors.js';
import { requireSession, resumeAttempt } from '../auth/challenge-sessions.js';
import { CognitoError } from '../protocol/cognito-error.js';
import { type AuthorizeRequest, offersProvider } from './authorize-request.js';
import { authorizeRequestOf, completeSignIn, type HostedContext, ownFormOf } from './hosted-context.js';
import {
  answerChallenge,
  type HostedChallenge,
  type HostedStep,
  openChallenge,
  signInWithPassword,
} from './hosted-sign-in.js';
import { challengePage, challengeTitle } from './pages/challenge-page.js';
import { sendPage } from './pages/page.js';
import { signInPage } from './pages/sign-in-page.js';

interface Exchange {
  readonly hosted: HostedContext;
  readonly authorize: AuthorizeRequest;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** `/login`: the page with the password, and the pages of the steps after it. */
export function addSignInRoutes(app: FastifyInstance, hosted: HostedContext): void {
  app.get('/login', async (request, reply) => {
    const authorize = await authorizeRequestOf(hosted, request, reply);
    if (authorize === undefined) return reply;
    return sendSignInPage({ hosted, authorize, request, reply }, { username: authorize.loginHint });
  });

  app.post('/login', async (request, reply) => {
    const authorize = await authorizeRequestOf(hosted, request, reply);
    if (authorize === undefined) return reply;
    const form = await ownFormOf(hosted, request, reply);
    if (form === undefined) return reply;
    const exchange = { hosted, authorize, request, reply };
    try {
      const step = await hosted.context.store.run(() => takeStep(exchange, form));
      return await (step.kind === 'signed-in'
        ? completeSignIn(hosted, authorize, step.user, exchange)
        : sendChallengePage(exchange, step.asked));
    } catch (error) {
      if (error instanceof CognitoError) return sendRefusal(exchange, form, error);
      throw error;
    }
  });
}

function takeStep({ hosted, authorize }: Exchange, form: URLSearchParams): Promise<HostedStep> {
  const { context } = hosted;
  if (form.has('challenge')) {
    return answerChallenge(context, authorize, {
      challenge: form.get('challenge') ?? '',
      session: form.get('session') ?? '',
      answer: (form.get('answer') ?? '').trim(),
    });
  }
  if (!offersProvider(authorize, 'COGNITO')) {
    throw new CognitoError('NotAuthorizedException', 'Passwords are not enabled for this client.');
  }
  const username = (form.get('username') ?? '').trim();
  return signInWithPassword(context, authorize, { username, password: form.get('password') ?? '' });
}

/** Asks again as long as the step may be repeated; else starts over. */
function sendRefusal(exchange: Exchange, form: URLSearchParams, refusal: CognitoError): FastifyReply {
  const alert = refusal.message;
  if (!form.has('challenge')) {
    return sendSignInPage(exchange, { username: form.get('username') ?? '', alert });
  }
  try {
    const given = { challenge: form.get('challenge') ?? '', session: form.get('session') ?? '' };
    const asked = openChallenge(exchange.hosted.context, exchange.authorize, given);
    return sendChallengePage(exchange, asked, alert);
  } catch {
    return sendSignInPage(exchange, { username: exchange.authorize.loginHint, alert });
  }
}

function sendSignInPage(
  { hosted, authorize, request, reply }: Exchange,
  { username, alert }: { readonly username: string; readonly alert?: string },
): FastifyReply {
  const google = new URLSearchParams(authorize.query);
  google.set('identity_provider', 'Google');
  const content = signInPage({
    action: `/login?${authorize.query}`,
    formToken: hosted.cookies.formToken(request, reply),
    username,
    alert,
    withPassword: offersProvider(authorize, 'COGNITO'),
    google: offersProvider(authorize, 'Google') ? `/oauth2/authorize?${google.toString()}` : undefined,
  });
  return sendPage(reply, { title: 'Sign in', content, status: alert === undefined ? 200 : 400 });
}

function sendChallengePage(
  { hosted, authorize, request, reply }: Exchange,
  asked: HostedChallenge,
  alert?: string,
): FastifyReply {
  const content = challengePage({
    action: `/login?${authorize.query}`,
    formToken: hosted.cookies.formToken(request, reply),
    challenge: asked.challenge,
    session: asked.session,
    alert,
    destination: asked.parameters['CODE_DELIVERY_DESTINATION'],
    choices: asked.challenge === 'SELECT_MFA_TYPE' ? choicesOf(hosted, asked) : [],
    secret: asked.secret,
  });
  return sendPage(reply, {
    title: challengeTitle(asked.challenge),
    content,
    status: alert === undefined ? 200 : 400,
  });
}

function choicesOf({ context }: HostedContext, { session, challenge }: HostedChallenge): readonly string[] {
  const { pool, user } = resumeAttempt(context, requireSession(context, session, challenge));
  return enrolledFactors(pool, user);
}
