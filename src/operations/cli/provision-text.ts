import { isAsWanted, type Finding, type ProvisionReport } from '../../provisioning/finding.js';
import { shown } from './shown.js';
import type { Terminal } from './terminal.js';

const ORDER = [
  'user_pool',
  'mfa',
  'session_tracking',
  'threat_protection',
  'domain',
  'identity_provider',
  'app_client',
  'group',
  'table',
] as const satisfies readonly Finding['resource'][];

export interface Plan {
  readonly findings: readonly Finding[];
  readonly changes: number;
  readonly obstacles: readonly string[];
}

/** The findings in the order in which people read them. */
export function planOf(findings: readonly Finding[]): Plan {
  const place = ({ resource }: Finding) => ORDER.indexOf(resource);
  return {
    findings: findings.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name)),
    changes: findings.filter((finding) => !isAsWanted(finding)).length,
    obstacles: findings.flatMap(({ obstacle }) => obstacle ?? []),
  };
}

export function printPlan({ findings, changes }: Plan, terminal: Terminal): void {
  printFound(findings, terminal);
  for (const finding of findings) printFinding(finding, terminal);
  printLacking(findings, terminal);
  const created = findings.filter(({ present }) => !present).length;
  const same = findings.length - changes;
  terminal.line(
    changes === 0
      ? `Nothing to change: ${same} resources are as they should be.`
      : `${created} to create, ${changes - created} to update, ${same} as they should be.`,
  );
}

export function changeText({ resource, name, step, part }: ProvisionReport): string {
  const of = part === undefined ? '' : `: ${part}`;
  return `${step === 'not_offered' ? 'not offered here:' : step} ${resourceText(resource)} ${name}${of}`;
}

/** Names may be anybody's: the id tells which of several it is that is about to be changed. */
function printFound(findings: readonly Finding[], terminal: Terminal): void {
  for (const { resource, name, id } of findings)
    if (id !== undefined) terminal.line(`  found   ${resourceText(resource)} ${name}: ${id}`);
}

function printFinding(finding: Finding, terminal: Terminal): void {
  const { resource, name, present, properties } = finding;
  const title = `${resourceText(resource)} ${name}`;
  const verb = present ? 'update' : 'create';
  if (!isAsWanted(finding)) terminal.line(`  ${verb}  ${title}`);
  for (const { name: part, have, want, verdict } of properties) {
    if (present && verdict === 'differs')
      terminal.line(`            ${part}: ${shown(have)} → ${shown(want)}`);
    if (verdict === 'unchangeable') {
      terminal.line(
        `  left    ${title}: ${part} is ${shown(have)} instead of ${shown(want)}, which cannot be changed`,
      );
    }
  }
}

/** One line for each kind of resource that the server offers only a part of. */
function printLacking(findings: readonly Finding[], terminal: Terminal): void {
  for (const resource of ORDER) {
    const own = findings.filter((finding) => finding.resource === resource);
    const parts = new Set(own.flatMap(lackingParts));
    if (parts.size > 0)
      terminal.line(
        `  left    ${resource.replaceAll('_', ' ')}: not offered by this server: ${[...parts].join(', ')}`,
      );
  }
}

/** What the server turned out to lack only when the resource was there. */
export function newlyLackingText(finding: Finding, { findings }: Plan): string | undefined {
  const planned = findings.find(
    ({ resource, name }) => resource === finding.resource && name === finding.name,
  );
  const before = new Set(planned && lackingParts(planned));
  const parts = lackingParts(finding).filter((part) => !before.has(part));
  if (parts.length === 0) return undefined;
  return `not offered by this server: ${resourceText(finding.resource)} ${finding.name}: ${parts.join(', ')}`;
}

function lackingParts({ properties }: Finding): string[] {
  return properties.filter(({ verdict }) => verdict === 'not_offered').map(({ name }) => name);
}

function resourceText(resource: Finding['resource']): string {
  return resource === 'mfa' ? 'second factor of' : resource.replaceAll('_', ' ');
}
