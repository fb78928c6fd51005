import { Controller, Get, Post } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { AcceptedLanguage, Authenticated, CurrentUser, Origin, Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestBody } from '../http/validation.pipe.js';
import type { Caller, RequestOrigin } from '../shared/caller.js';
import type { Language } from '../shared/languages.js';
import { ConfirmationFlow } from './confirmation.flow.js';
import { AUTH_EXAMPLES, AUTH_RESULT, toAuthResult } from './dto/auth-result.js';
import type { AuthResultDto } from './dto/auth-result.dto.js';
import { CodeDeliveryResultDto } from './dto/code-delivery.dto.js';
import { POLICY_EXAMPLE, PolicyDto } from './dto/policy.dto.js';
import {
  ConfirmDto,
  ConfirmedDto,
  EmailOnlyDto,
  RegisterDto,
  RegisteredDto,
} from './dto/registration.dto.js';
import { LoginDto, LogoutDto, RefreshDto } from './dto/sign-in.dto.js';
import { SignInFlow } from './sign-in.flow.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { TokenFlow } from './token.flow.js';

const DELIVERY = { medium: 'EMAIL', destination: 'a***@e***.com' } as const;

@Controller('auth')
export class AuthController {
  constructor(
    private readonly signUp: SignUpFlow,
    private readonly confirmation: ConfirmationFlow,
    private readonly signIn: SignInFlow,
    private readonly tokens: TokenFlow,
    private readonly signOut: SignOutFlow,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'What a sign-up form needs to know',
    description:
      'Before a sign-up or sign-in form is shown: password rules, second factors, idle time-out, social providers and ' +
      'the version of the terms.',
    next: '`POST /auth/register`.',
    returns: PolicyDto,
    examples: { policy: POLICY_EXAMPLE },
    validates: false,
  })
  @Public()
  @Get('policy')
  readPolicy(): PolicyDto {
    return PolicyDto.of(this.settings);
  }

  @Endpoint({
    summary: 'Sign up',
    description:
      'For a new person. A code goes to the address, in English or German by `Accept-Language`. Where sign-up is silent, the answer is the same for an address ' +
      'that is taken, and its owner is told by mail.',
    next: '`POST /auth/confirm` with the code of the mail; `POST /auth/resend-code` where none came.',
    limit: 'signUp',
    status: 201,
    returns: RegisteredDto,
    examples: {
      created: {
        userId: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b',
        status: 'UNCONFIRMED',
        codeDelivery: DELIVERY,
      },
      silent: { userId: null, status: 'UNCONFIRMED', codeDelivery: DELIVERY },
    },
    errors: ['password_policy_violation', 'role_not_self_assignable', 'user_already_exists'],
  })
  @Public()
  @Post('register')
  register(
    @RequestBody() form: RegisterDto,
    @AcceptedLanguage() language: Language | undefined,
    @Origin() origin: RequestOrigin,
  ): Promise<RegisteredDto> {
    return this.settings.signUpDisclosure === 'silent'
      ? this.signUp.registerSilently(form, origin, language)
      : this.signUp.register(form, origin, language);
  }

  @Endpoint({
    summary: 'Confirm the e-mail address',
    description: 'With the code of the mail. Where sign-up is silent, every refusal is `code_mismatch`.',
    next: '`POST /auth/login`.',
    limit: 'code',
    returns: ConfirmedDto,
    examples: { confirmed: { status: 'CONFIRMED' } },
    errors: ['code_mismatch', 'code_expired', 'already_confirmed'],
  })
  @Public()
  @Post('confirm')
  async confirmSignUp(
    @RequestBody() { email, code }: ConfirmDto,
    @Origin() origin: RequestOrigin,
  ): Promise<ConfirmedDto> {
    await this.confirmation.confirm(email, code, origin, this.settings.signUpDisclosure);
    return { status: 'CONFIRMED' };
  }

  @Endpoint({
    summary: 'Send the sign-up code again',
    description:
      'When the mail did not come or its code has expired. Answers alike whether or not there is such an account.',
    next: '`POST /auth/confirm`.',
    limit: 'mail',
    status: 202,
    returns: CodeDeliveryResultDto,
    examples: { accepted: { codeDelivery: DELIVERY } },
  })
  @Public()
  @Post('resend-code')
  async resendCode(
    @RequestBody() { email }: EmailOnlyDto,
    @Origin() origin: RequestOrigin,
  ): Promise<CodeDeliveryResultDto> {
    return { codeDelivery: await this.confirmation.resendCode(email, origin) };
  }

  @Endpoint({
    summary: 'Sign in with e-mail address and password',
    description: 'Ends in tokens, or in a `session` for the next step that `status` names.',
    next: 'What `status` says: see the table of steps at the top. With `AUTHENTICATED`, `GET /users/me`.',
    limit: 'login',
    returns: AUTH_RESULT,
    examples: {
      authenticated: AUTH_EXAMPLES.authenticated,
      mfaRequired: AUTH_EXAMPLES.mfaRequired,
      mfaSetupRequired: AUTH_EXAMPLES.mfaSetupRequired,
      newPasswordRequired: AUTH_EXAMPLES.newPasswordRequired,
    },
    errors: [
      'invalid_credentials',
      'user_not_confirmed',
      'account_disabled',
      'password_reset_required',
      'account_locked',
    ],
  })
  @Public()
  @Post('login')
  async login(@RequestBody() form: LoginDto, @Origin() origin: RequestOrigin): Promise<AuthResultDto> {
    return toAuthResult(await this.signIn.signIn(form.email, form.password, origin));
  }

  @Endpoint({
    summary: 'Refresh the tokens',
    description:
      'Shortly before the access token ends, or after a 401 `invalid_token`. Where rotation is on, keep the new ' +
      'refresh token: the old one is spent, and using it later than a minute after ends the session. Send one refresh ' +
      'at a time.',
    next: 'Repeat the request with the new `accessToken`. After a 401 here, `POST /auth/login`.',
    returns: AUTH_RESULT,
    examples: { authenticated: AUTH_EXAMPLES.authenticated },
    errors: ['invalid_refresh_token', 'session_idle_timeout', 'session_revoked', 'account_disabled'],
  })
  @Public()
  @Post('refresh')
  async refresh(
    @RequestBody() { refreshToken }: RefreshDto,
    @Origin() origin: RequestOrigin,
  ): Promise<AuthResultDto> {
    return toAuthResult(await this.tokens.refresh(refreshToken, origin));
  }

  @Endpoint({
    summary: 'Sign out',
    description:
      'Ends this session. Its access token is refused at once on this instance and within 5 s on all others. An empty ' +
      'object will do as body.',
    next: 'Forget the tokens; `POST /auth/login` starts a new session.',
    status: 204,
  })
  @Authenticated()
  @Post('logout')
  logout(@CurrentUser() caller: Caller, @RequestBody() { refreshToken }: LogoutDto): Promise<void> {
    return this.signOut.logout(caller, refreshToken);
  }

  @Endpoint({
    summary: 'Sign out everywhere',
    description:
      'Ends all my sessions, this one included. Their access tokens are refused at once on this instance and within 5 s on ' +
      'all others, and no refresh token of mine works any more.',
    next: 'Forget the tokens; `POST /auth/login` starts a new session.',
    status: 204,
    validates: false,
  })
  @Authenticated()
  @Post('logout-all')
  logoutAll(@CurrentUser() caller: Caller): Promise<void> {
    return this.signOut.logoutAll(caller);
  }
}
