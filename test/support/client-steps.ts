import { ApiProblem, type SignInStep, type SignInTotpSetup } from '../../clients/typescript/src/main.js';
import type { Answer } from './api-client.js';
import { ClientProbe } from './client-probe.js';

/** What a step of a sign-in answers: an `AuthResult`, the secret of a new app, or a refusal. */
export interface StepBody {
  readonly status?: string | number;
  readonly code?: string;
  readonly session: string;
  readonly secret?: string;
}

type ClientStep = SignInStep | SignInTotpSetup;

/** The answer as it came over the wire, and what the client made of it. */
export interface StepAnswer extends Answer<StepBody> {
  readonly step: ClientStep | undefined;
  readonly probe: ClientProbe;
}

export interface StepInput {
  readonly code?: string;
  readonly recoveryCode?: string | undefined;
  readonly newPassword?: string;
  readonly password?: string;
  readonly method?: 'TOTP' | 'EMAIL' | 'SMS';
}

/** A sign-in through an app of its own. */
export function beginSignIn(origin: string, email: string, password: string): Promise<StepAnswer> {
  const probe = new ClientProbe(origin);
  return answered(probe, () => probe.client.signIn({ email, password }));
}

/** A sign-in that goes on with the code that another provider's sign-in has ended in. */
export function beginSocialSignIn(origin: string, code: string): Promise<StepAnswer> {
  const probe = new ClientProbe(origin);
  return answered(probe, () => probe.client.signInWithSocialCode(code));
}

/** Goes on from a step by the operation of this path. */
export function takeStep(from: StepAnswer, path: string, input: StepInput = {}): Promise<StepAnswer> {
  return answered(from.probe, () => move(from.step, path, input));
}

async function move(step: ClientStep | undefined, path: string, input: StepInput): Promise<ClientStep> {
  const { code = '', recoveryCode = '', newPassword = '', password = '', method = 'TOTP' } = input;
  if (step !== undefined && !('status' in step) && path === 'mfa/setup/verify') return step.verify(code);
  if (step !== undefined && 'status' in step) {
    if (step.status === 'MFA_REQUIRED' && path === 'mfa/verify') return step.verify(code);
    if (step.status === 'MFA_REQUIRED' && path === 'mfa/recover') return step.recover(recoveryCode);
    if (step.status === 'MFA_SELECTION_REQUIRED' && path === 'mfa/select') return step.select(method);
    if (step.status === 'MFA_SETUP_REQUIRED' && path === 'mfa/setup') return step.setUp();
    if (step.status === 'NEW_PASSWORD_REQUIRED' && path === 'new-password') return step.choose(newPassword);
    if (step.status === 'SOCIAL_LINK_REQUIRED' && path === 'social/link') return step.link(password);
  }
  throw new Error(`${path} is no way on from ${JSON.stringify(step)}`);
}

/** A refusal must be in the client's words what it was on the wire. */
async function answered(probe: ClientProbe, take: () => Promise<ClientStep>): Promise<StepAnswer> {
  let step: ClientStep | undefined;
  try {
    step = await take();
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    expect([error.status, error.code]).toEqual([probe.last?.status, probe.last?.body['code']]);
  }
  if (probe.last === undefined) throw new Error('The service was not asked.');
  if (step !== undefined && 'status' in step) expect(step.status).toBe(probe.last.body['status']);
  return { ...(probe.last as Answer & Answer<StepBody>), step, probe };
}
