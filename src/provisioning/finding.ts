import { ProvisioningError } from './provisioning-error.js';

export type Resource =
  | 'user_pool'
  | 'mfa'
  | 'session_tracking'
  | 'threat_protection'
  | 'identity_provider'
  | 'domain'
  | 'app_client'
  | 'group'
  | 'table';

/** One property of a resource: what the server says of it, and what the configuration demands. */
export interface Property {
  /** As the AWS API names it, with dots between the parts. */
  readonly name: string;
  readonly have: unknown;
  readonly want: unknown;
  /** `unchangeable` differs and must be mended by hand; `not_offered` is what the server does not know of. */
  readonly verdict: 'agrees' | 'differs' | 'unchangeable' | 'not_offered';
}

/** One resource as it was found. */
export interface Finding {
  readonly resource: Resource;
  readonly name: string;
  /** By which AWS knows it, where that is not its name. */
  readonly id?: string;
  readonly present: boolean;
  readonly properties: readonly Property[];
  /** What provisioning cannot get past, and the way out; it then changes nothing here. */
  readonly obstacle?: string;
}

/** One change that was made, or that the server turned out not to offer. A run that changes nothing reports nothing. */
export interface ProvisionReport {
  readonly resource: Resource;
  readonly name: string;
  readonly step: 'created' | 'updated' | 'not_offered';
  /** Which part of it, where it is changed in parts. */
  readonly part?: string;
}

/** One pass over everything the service needs: all that is found is told, and mended unless this only looks. */
export interface Walk {
  readonly mends: boolean;
  found(finding: Finding): void;
  changed(report: ProvisionReport): void;
}

/** A pass that mends. */
export function mending(changed: (report: ProvisionReport) => void = () => undefined): Walk {
  return { mends: true, found: () => undefined, changed };
}

/** A pass that only looks. */
export function looking(found: (finding: Finding) => void): Walk {
  return { mends: false, found, changed: () => undefined };
}

export function isAsWanted({ present, properties }: Finding): boolean {
  return present && !properties.some(({ verdict }) => verdict === 'differs');
}

/** Tells what was found; then, where something differs and the pass mends, has it mended. */
export async function settle(walk: Walk, finding: Finding, mend: () => Promise<void>): Promise<void> {
  walk.found(finding);
  if (!walk.mends) return;
  if (finding.obstacle !== undefined) throw new ProvisioningError(finding.obstacle);
  if (!isAsWanted(finding)) await mend();
}
