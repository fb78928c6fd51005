import type { Finding, Property } from '../finding.js';
import { controlOf } from './controls.js';
import type { DoctorRow } from './doctor-row.js';

const PROVISION = 'npm run provision';
const SENDER = `${PROVISION} -- --mail-from ADDRESS --mail-identity ARN`;
const GOOGLE = `${PROVISION} -- --google-client-id ID --callback-url URL`;

/** A resource as rows: one for each of its properties, or a single one where it is missing or has none. */
export function findingRows(finding: Finding): DoctorRow[] {
  const { resource, present, properties } = finding;
  if (present && properties.length > 0) return properties.map((property) => propertyRow(finding, property));
  const { severity, why } = controlOf(resource);
  return [
    {
      subject: subjectOf(finding),
      control: 'exists',
      have: present,
      want: true,
      result: present ? 'ok' : 'missing',
      severity: present ? null : severity,
      why,
      remedy: present ? null : remedyOf(finding),
    },
  ];
}

export function subjectOf({ resource, name }: Pick<Finding, 'resource' | 'name'>): string {
  return `${resource.replaceAll('_', ' ')} ${name}`;
}

function propertyRow(finding: Finding, { name, have, want, verdict }: Property): DoctorRow {
  const { severity, why } = controlOf(finding.resource, name);
  const row = { subject: subjectOf(finding), control: name, have, want, why };
  switch (verdict) {
    case 'agrees':
      return { ...row, result: 'ok', severity: null, remedy: null };
    case 'not_offered':
      return { ...row, result: 'not_offered', severity: 'info', remedy: null };
    case 'differs':
      return { ...row, result: 'differs', severity, remedy: remedyOf(finding, name) };
    case 'unchangeable':
      return { ...row, result: 'differs', severity, remedy: byHand(finding, name) };
  }
}

function remedyOf({ resource, present, obstacle }: Finding, property = ''): string {
  if (obstacle !== undefined && resource !== 'identity_provider') return obstacle;
  if (property.startsWith('EmailConfiguration')) return SENDER;
  return resource === 'identity_provider' && !present ? GOOGLE : PROVISION;
}

function byHand(finding: Finding, property: string): string {
  if (finding.obstacle !== undefined) return finding.obstacle;
  if (property.startsWith('GlobalSecondaryIndexes')) {
    return `Delete the index in the AWS console while no older version of the service runs, then ${PROVISION}`;
  }
  if (property === 'TimeToLive')
    return `Switch the expiry off in the AWS console, and an hour later ${PROVISION}`;
  return 'It is fixed for ever when a pool is made; move to a new pool, or accept it';
}
