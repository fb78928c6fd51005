import { setTimeout as sleep } from 'node:timers/promises';
import { ensureAdmin } from '../../src/provisioning/ensure-admin.js';
import type { Answer } from './api-client.js';
import { type Journey, newEmail, PASSWORD } from './journey.js';
import { PoolAdmin } from './pool-admin.js';

export interface Recorded {
  readonly type: string;
  readonly outcome: string;
  readonly userId: string | null;
  readonly actorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Refusal {
  readonly code?: string;
}

/** What a member of the admin group does over HTTP. */
export class Administrator {
  private constructor(
    readonly journey: Journey,
    readonly userId: string,
    readonly email: string,
    readonly token: string,
  ) {}

  static async signIn(journey: Journey, email: string, password: string): Promise<Administrator> {
    const { user, tokens } = await journey.login(email, password);
    return new Administrator(journey, user.userId, email, tokens.accessToken);
  }

  /** A new one, made as an operator makes the first. */
  static async make(journey: Journey, cognito: string): Promise<Administrator> {
    const { client, userPoolId } = await PoolAdmin.of(cognito);
    const email = newEmail();
    await ensureAdmin(client, {
      userPoolId,
      email,
      group: 'admin',
      password: PASSWORD,
      overwritePassword: true,
    });
    return Administrator.signIn(journey, email, PASSWORD);
  }

  /** The same person as another instance sees them. */
  at(journey: Journey): Administrator {
    return new Administrator(journey, this.userId, this.email, this.token);
  }

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.call<T>('GET', path);
  }

  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    return this.journey.api.call<T>(method, `/admin${path}`, {
      token: this.token,
      ...(body !== undefined && { body }),
    });
  }

  /** Status and code of an operation on a user, e.g. `[204, undefined]`. */
  async act(action: string, userId: string): Promise<[number, string | undefined]> {
    return outcomeOf(await this.call<Refusal>('POST', `/users/${userId}/${action}`));
  }

  async outcome(method: string, path: string, body?: unknown): Promise<[number, string | undefined]> {
    return outcomeOf(await this.call<Refusal>(method, path, body));
  }

  /** Events of a type, newest first. */
  async events(query: Record<string, string>): Promise<readonly Recorded[]> {
    const search = new URLSearchParams(query).toString();
    const { body } = await this.get<{ items: Recorded[] }>(`/audit-events?${search}`);
    return body.items;
  }
}

export function outcomeOf({ status, body }: Answer<Refusal>): [number, string | undefined] {
  return [status, body.code];
}

/** Asks until the answer is as wanted; throws when what was asked later than `withinMs` is answered otherwise. */
export async function untilAnswered(
  ask: () => Promise<Answer<unknown>>,
  wanted: number,
  withinMs: number,
): Promise<void> {
  const start = performance.now();
  for (;;) {
    const askedAfter = performance.now() - start;
    const { status } = await ask();
    if (status === wanted) return;
    if (askedAfter > withinMs) throw new Error(`still ${status} instead of ${wanted} after ${askedAfter} ms`);
    await sleep(100);
  }
}
