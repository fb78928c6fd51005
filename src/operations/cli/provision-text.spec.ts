import type { Finding } from '../../provisioning/finding.js';
import { planOf, printPlan } from './provision-text.js';
import type { Terminal } from './terminal.js';

describe('printPlan', () => {
  const printed = (findings: readonly Finding[]): string[] => {
    const lines: string[] = [];
    printPlan(planOf(findings), { line: (text: string) => lines.push(text) } as unknown as Terminal);
    return lines;
  };
  const pool = { resource: 'user_pool', name: 'auth-users', properties: [] } as const;

  it('says which pool it has found, also where nothing is to be changed', () => {
    expect(printed([{ ...pool, id: 'us-east-1_46N2HxKy6', present: true }])).toEqual([
      '  found   user pool auth-users: us-east-1_46N2HxKy6',
      'Nothing to change: 1 resources are as they should be.',
    ]);
  });

  it('has no id of a pool that is yet to be made', () => {
    expect(printed([{ ...pool, present: false }])).toEqual([
      '  create  user pool auth-users',
      '1 to create, 0 to update, 0 as they should be.',
    ]);
  });
});
