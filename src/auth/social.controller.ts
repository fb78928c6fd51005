import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { Origin, Public } from '../http/access.decorators.js';
import { BrowserCookie } from '../http/browser-cookie.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { ownOrigin } from '../http/own-origin.js';
import { RequestBody, RequestQuery, RequestReturn } from '../http/validation.pipe.js';
import { AppError } from '../shared/app-error.js';
import type { RequestOrigin } from '../shared/caller.js';
import { AUTH_EXAMPLES, AUTH_RESULT, toAuthResult } from './dto/auth-result.js';
import type { AuthResultDto } from './dto/auth-result.dto.js';
import { SocialCallbackDto, SocialExchangeDto, SocialLinkDto, SocialStartDto } from './dto/social.dto.js';
import { SocialFlow } from './social/social.flow.js';
import { SocialLinkFlow } from './social/social-link.flow.js';

const COOKIE_SECONDS = 600;
const CALLBACK_PATH = '/api/v1/auth/social/callback';

@Controller('auth/social')
export class SocialController {
  constructor(
    private readonly social: SocialFlow,
    private readonly linking: SocialLinkFlow,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'Sign in with Google',
    description:
      'Open it in a browser. It leads to Google and from there back to `redirectUri?code=…`; without one the outcome ' +
      'is answered in place.',
    next: '`POST /auth/social/exchange` with the `code` that comes with the redirect.',
    status: 302,
    success: 'On to the hosted pages of the user pool.',
    headers: { Location: 'The hosted pages.', 'Set-Cookie': 'Binds the sign-in to this browser.' },
    errors: ['not_found'],
  })
  @Public()
  @Get('google')
  async startGoogleSignIn(
    @RequestQuery() { redirectUri }: SocialStartDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const origin = this.originOf(request);
    const cookie = cookieOf(origin);
    const browser = cookie.read(request) ?? randomBytes(32).toString('base64url');
    const binding = { browser, callback: `${origin}${CALLBACK_PATH}` };
    const location = await this.social.begin('google', redirectUri, binding);
    cookie.write(reply, browser, COOKIE_SECONDS);
    void reply.header('location', location);
  }

  @Endpoint({
    summary: 'Where Google leads back to',
    description: 'For browsers on their way. Leads to `redirectUri?code=…`, or answers the outcome in place.',
    next: '`POST /auth/social/exchange`, where there was a redirect.',
    returns: AUTH_RESULT,
    examples: {
      authenticated: AUTH_EXAMPLES.authenticated,
      socialLinkRequired: AUTH_EXAMPLES.socialLinkRequired,
    },
    redirects: 'On to `redirectUri` with a code that works once, for a minute.',
    errors: ['invalid_state', 'social_denied', 'social_email_unverified', 'account_disabled', 'not_found'],
  })
  @Public()
  @Get('callback')
  async finishSocialSignIn(
    @RequestReturn() { code, state, error_description: refusal }: SocialCallbackDto,
    @Origin() from: RequestOrigin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthResultDto | undefined> {
    const browser = cookieOf(this.originOf(request)).read(request);
    const answer = await this.social.finish({ code, state, refusal, browser }, from);
    if ('outcome' in answer) return toAuthResult(answer.outcome);
    void reply.status(302).header('location', answer.location);
    return undefined;
  }

  @Endpoint({
    summary: 'Fetch the outcome of a social sign-in',
    description: 'With the `code` that came with the redirect. It works once, for a minute.',
    next: 'What `status` says, as after `POST /auth/login`; with `SOCIAL_LINK_REQUIRED`, `POST /auth/social/link`.',
    returns: AUTH_RESULT,
    examples: {
      authenticated: AUTH_EXAMPLES.authenticated,
      mfaRequired: AUTH_EXAMPLES.mfaRequired,
      mfaSetupRequired: AUTH_EXAMPLES.mfaSetupRequired,
      socialLinkRequired: AUTH_EXAMPLES.socialLinkRequired,
    },
    errors: ['invalid_social_code', 'social_denied', 'social_email_unverified', 'account_disabled'],
    limit: 'code',
  })
  @Public()
  @Post('exchange')
  async exchangeSocialCode(@RequestBody() { code }: SocialExchangeDto): Promise<AuthResultDto> {
    return toAuthResult(await this.social.exchange(code));
  }

  @Endpoint({
    summary: 'Link a social sign-in to an account with a password',
    description:
      'For the `session` of a `SOCIAL_LINK_REQUIRED`. From its password on it is a sign-in like any other; once that is ' +
      'complete, the provider signs in this account.',
    next: 'What `status` says, as after `POST /auth/login`.',
    returns: AUTH_RESULT,
    examples: { authenticated: AUTH_EXAMPLES.authenticated, mfaRequired: AUTH_EXAMPLES.mfaRequired },
    errors: [
      'invalid_credentials',
      'session_expired',
      'account_disabled',
      'password_reset_required',
      'account_locked',
    ],
    limit: 'login',
  })
  @Public()
  @Post('link')
  async linkSocialSignIn(
    @RequestBody() { session, password }: SocialLinkDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.linking.prove(session, password, origin));
  }

  /** Without hosted pages, or an address of its own to come back to, the service offers no social sign-in. */
  private originOf(request: FastifyRequest): string {
    const { cognitoDomain, socialProviders, publicUrl } = this.settings;
    const origin = ownOrigin(request, publicUrl);
    if (cognitoDomain === undefined || !socialProviders.includes('google') || origin === null) {
      throw new AppError('not_found');
    }
    return origin;
  }
}

function cookieOf(origin: string): BrowserCookie {
  return new BrowserCookie('social', origin.startsWith('https:'));
}
