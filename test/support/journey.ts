import { setTimeout } from 'node:timers/promises';
import { generateSync } from 'otplib';
import { ApiClient } from './api-client.js';

export const PASSWORD = 'correct-Horse-7-battery';

export interface AuthResult {
  readonly status: string;
  readonly session: string;
  readonly tokens: { readonly accessToken: string; readonly idToken: string; readonly refreshToken: string };
  readonly user: { readonly userId: string } & Readonly<Record<string, unknown>>;
  readonly recoveryCodes?: readonly string[];
}

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly code: string | null;
  readonly purpose: string;
}

let people = 0;

/** An address nobody has had before. */
export function newEmail(): string {
  people += 1;
  return `person${people}.${process.pid}.${Date.now()}@example.com`;
}

/** What a person does, step by step, against a running service. */
export class Journey {
  readonly api: ApiClient;

  constructor(
    origin: string,
    private readonly cognito: string,
  ) {
    this.api = new ApiClient(origin);
  }

  /** The newest code that was mailed to the address. */
  async mailedCode(email: string): Promise<string> {
    const mails = await this.mails(email);
    const code = mails.find((mail) => mail.code !== null)?.code;
    if (code === null || code === undefined) throw new Error(`no code was mailed to ${email}`);
    return code;
  }

  /** All that was mailed to the address, newest first. */
  async mails(email: string): Promise<Mail[]> {
    const response = await fetch(`${this.cognito}/outbox.json?to=${encodeURIComponent(email)}`);
    return (await response.json()) as Mail[];
  }

  /** Subjects of the notices that were mailed to the address; they are sent in the background. */
  async notices(email: string): Promise<string[]> {
    await setTimeout(200);
    const mails = await this.mails(email);
    return mails.filter(({ purpose }) => purpose === 'NOTICE').map(({ subject }) => subject);
  }

  async register(email: string, more: object = {}): Promise<void> {
    const answer = await this.api.post('/auth/register', {
      email,
      password: PASSWORD,
      firstName: 'Ada',
      lastName: 'Lovelace',
      acceptTerms: true,
      ...more,
    });
    if (answer.status !== 201) throw new Error(`register: ${JSON.stringify(answer.body)}`);
  }

  async confirm(email: string): Promise<void> {
    const answer = await this.api.post('/auth/confirm', { email, code: await this.mailedCode(email) });
    if (answer.status !== 200) throw new Error(`confirm: ${JSON.stringify(answer.body)}`);
  }

  async login(email: string, password = PASSWORD): Promise<AuthResult> {
    const answer = await this.api.post<AuthResult>('/auth/login', { email, password });
    if (answer.status !== 200) throw new Error(`login: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A new person, confirmed and signed in. */
  async newPerson(more: object = {}): Promise<AuthResult & { readonly email: string }> {
    const email = newEmail();
    await this.register(email, more);
    await this.confirm(email);
    return { ...(await this.login(email)), email };
  }

  /** A new person with an authenticator app, signed in, whatever the pool asks for. */
  async newPersonWithFactor(): Promise<PersonWithFactor> {
    const email = newEmail();
    await this.register(email);
    await this.confirm(email);
    const login = await this.login(email);
    if (login.status !== 'MFA_SETUP_REQUIRED') {
      const { app, recoveryCodes } = await this.enrol(login.tokens.accessToken);
      return { ...login, email, app, recoveryCodes };
    }
    const setup = await this.api.post<{ session: string; secret: string }>('/auth/mfa/setup', {
      session: login.session,
      method: 'TOTP',
    });
    const app = new AuthenticatorApp(setup.body.secret);
    const { session } = setup.body;
    const done = await this.api.post<AuthResult>('/auth/mfa/setup/verify', {
      session,
      code: await app.nextCode(),
    });
    return { ...done.body, email, app, recoveryCodes: done.body.recoveryCodes ?? [] };
  }

  /** Sets up an authenticator app for somebody signed in; answers the app. */
  async enrolTotp(accessToken: string): Promise<AuthenticatorApp> {
    return (await this.enrol(accessToken)).app;
  }

  private async enrol(
    accessToken: string,
  ): Promise<{ app: AuthenticatorApp; recoveryCodes: readonly string[] }> {
    const setup = await this.api.post<{ secret: string }>('/auth/mfa/totp', undefined, {
      token: accessToken,
    });
    const app = new AuthenticatorApp(setup.body.secret);
    const verified = await this.api.post<{ recoveryCodes?: string[] }>(
      '/auth/mfa/totp/verify',
      { code: await app.nextCode() },
      { token: accessToken },
    );
    if (verified.status !== 200) throw new Error(`totp: ${JSON.stringify(verified.body)}`);
    return { app, recoveryCodes: verified.body.recoveryCodes ?? [] };
  }
}

export interface PersonWithFactor extends AuthResult {
  readonly email: string;
  readonly app: AuthenticatorApp;
  readonly recoveryCodes: readonly string[];
}

const STEP_SECONDS = 30;
/** A code is given only if it is still taken this many seconds later, however slow the machine. */
const PATIENCE_SECONDS = 12;

/**
 * A phone's authenticator. Cognito takes no code twice but takes those of the steps right before and after now, so two
 * codes can be had without waiting, and mostly three.
 */
export class AuthenticatorApp {
  private lastStep = 0;

  constructor(readonly secret: string) {}

  /** A code that was not given before and that Cognito takes now. */
  async nextCode(): Promise<string> {
    const now = Date.now() / 1000;
    const oldest = Math.floor((now + PATIENCE_SECONDS) / STEP_SECONDS) - 1;
    this.lastStep = Math.max(this.lastStep + 1, oldest);
    const takenFrom = (this.lastStep - 1) * STEP_SECONDS;
    if (takenFrom > now) await setTimeout((takenFrom - now) * 1000 + 10);
    return generateSync({ secret: this.secret, epoch: this.lastStep * STEP_SECONDS });
  }
}
