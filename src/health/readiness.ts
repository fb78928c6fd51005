import { Injectable } from '@nestjs/common';
import { TokenVerifier } from '../auth/token-verifier.port.js';
import { SessionStore } from '../sessions/session-store.port.js';

/** Asks what the service cannot work without. */
@Injectable()
export class Readiness {
  constructor(
    private readonly sessions: SessionStore,
    private readonly verifier: TokenVerifier,
  ) {}

  async check(): Promise<{ dynamodb: 'up' | 'down'; cognito: 'up' | 'down' }> {
    const [dynamodb, cognito] = await Promise.all([
      isUp(this.sessions.state('health', 'health')),
      isUp(this.verifier.prepare()),
    ]);
    return { dynamodb, cognito };
  }
}

async function isUp(check: Promise<unknown>): Promise<'up' | 'down'> {
  try {
    await check;
    return 'up';
  } catch {
    // Why it is down is in the log of whoever tried; here only the fact counts.
    return 'down';
  }
}
