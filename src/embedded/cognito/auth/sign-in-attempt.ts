import type { InitiateAuthCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import type { WireOutput } from '../protocol/wire-output.js';
import type { ClientRecord, PoolRecord, SignInFlow, UserRecord } from '../store/records.js';

/** A sign-in on its way: who, through which client, by which flow. */
export interface SignInAttempt {
  readonly pool: PoolRecord;
  readonly client: ClientRecord;
  readonly user: UserRecord;
  readonly flow: SignInFlow;
}

/** Either the next challenge or the tokens; all four sign-in operations answer with it. The hosted pages give neither. */
export type AuthOutcome = Omit<WireOutput<InitiateAuthCommandOutput>, 'AvailableChallenges'>;
