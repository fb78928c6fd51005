import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTDecryptResult } from 'jose';
import { Settings } from '../config/settings.js';
import { Clock } from '../shared/clock.js';
import type { PendingChallenge } from './identity-provider.port.js';
import { MAX_SEALED_LENGTH } from '../shared/sealed-length.js';
import { SecretKeys, type SecretKey } from '../shared/secret-keys.js';
import type { SocialLink } from './social/social-link.js';

/** The one step that a sealed session is good for. */
export type ChallengePurpose =
  'mfa' | 'mfa-selection' | 'mfa-setup' | 'mfa-setup-verification' | 'new-password';

/** Tokens of a sign-in that is not finished for us although it is for Cognito; they are told only when it is. */
export interface HeldTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Where only the password is missing: whether a second factor was proved or set up before. */
  readonly mfaEnabled?: boolean;
  /** Where only the password is missing: the session that goes on when the others end. */
  readonly sessionId?: string;
}

/** What is sealed. */
export interface ChallengeContent {
  readonly email: string;
  readonly pending: PendingChallenge;
  /**
   * With an MFA challenge, because a recovery code needs it to sign in anew (docs/decisions/0009-recovery-codes.md), and where
   * another one must be chosen.
   */
  readonly password?: string;
  readonly held?: HeldTokens;
  readonly link?: SocialLink;
}

export interface ChallengeSession extends ChallengeContent {
  readonly purpose: ChallengePurpose;
  /** The same through all steps of one sign-in; wrong answers are counted under it. */
  readonly challengeId: string;
  /** When the sign-in began, epoch milliseconds: what ends every session after that ends this one too. */
  readonly startedAt: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface SealedChallenge {
  readonly session: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface SealOptions {
  /** The step before, where it is not the first. */
  readonly previous?: ChallengeSession | undefined;
  /** When the sign-in began, epoch milliseconds; now unless given. That of the step before counts for more. */
  readonly startedAt?: number | undefined;
}

/**
 * Seals the state of an unfinished sign-in (JWE, `dir` + `A256GCM`), so that the service needs no memory of it and the
 * client can neither read it nor use it for another step or another user.
 */
@Injectable()
export class ChallengeSessions {
  private readonly keys: readonly SecretKey[];
  private readonly lifetimeMs: number;

  constructor(
    keys: SecretKeys,
    settings: Settings,
    private readonly clock: Clock,
  ) {
    this.keys = keys.derive('challenge-session');
    this.lifetimeMs = settings.challengeMinutes * 60_000;
  }

  /** Seals the first step of a sign-in, or the `next` one after a step that went well. */
  async seal(
    purpose: ChallengePurpose,
    content: ChallengeContent,
    { previous, startedAt: given }: SealOptions = {},
  ): Promise<SealedChallenge> {
    const [newest] = this.keys;
    if (newest === undefined) throw new TypeError('no key');
    const now = this.clock.now();
    const { email, pending, password, held, link } = content;
    const startedAt = provedAt(previous, given) ?? now;
    const session = await new EncryptJWT({ email, pending, password, held, link, startedAt })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newest.id })
      .setAudience(purpose)
      .setJti(previous?.challengeId ?? randomUUID())
      .setExpirationTime(Math.floor((now + this.lifetimeMs) / 1000))
      .encrypt(newest.key);
    return { session, expiresIn: this.lifetimeMs / 1000 };
  }

  /** The sealed state, or null where it was altered, has expired, or is meant for another step. */
  async open(purpose: ChallengePurpose, sealed: string): Promise<ChallengeSession | null> {
    if (sealed.length > MAX_SEALED_LENGTH) return null;
    const opened = await this.decrypt(purpose, sealed);
    if (opened === null) return null;
    const { email, pending, password, held, link, startedAt, jti, exp } = opened.payload;
    if (jti === undefined || exp === undefined) return null;
    return {
      purpose,
      email,
      pending,
      challengeId: jti,
      startedAt,
      expiresAt: exp * 1000,
      ...(password !== undefined && { password }),
      ...(held !== undefined && { held }),
      ...(link !== undefined && { link }),
    };
  }

  private async decrypt(
    purpose: ChallengePurpose,
    sealed: string,
  ): Promise<JWTDecryptResult<ChallengeContent & { readonly startedAt: number }> | null> {
    try {
      return await jwtDecrypt<ChallengeContent & { readonly startedAt: number }>(
        sealed,
        ({ kid }) => {
          const found = this.keys.find((candidate) => candidate.id === kid);
          if (found === undefined) throw new RangeError('unknown key');
          return found.key;
        },
        {
          audience: purpose,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          currentDate: new Date(this.clock.now()),
          requiredClaims: ['exp', 'jti'],
        },
      );
    } catch {
      // Whatever is wrong with it, the caller is told the same: sign in again.
      return null;
    }
  }
}

/** When the password was proved that a sign-in goes on; a new one, chosen in the step before, supersedes the first. */
export function provedAt(
  previous: ChallengeSession | undefined,
  askedAt: number | undefined,
): number | undefined {
  return previous === undefined || previous.purpose === 'new-password' ? askedAt : previous.startedAt;
}
