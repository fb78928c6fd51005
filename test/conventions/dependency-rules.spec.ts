import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './source-files.js';

interface Rule {
  readonly name: string;
  readonly comment?: string;
  readonly severity: string;
}

function ruleFaults(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ name, comment = '', severity }, index) => [
    ...(comment.length < 20 ? [`${name} does not say why`] : []),
    ...(severity === 'error' ? [] : [`${name} is no error`]),
    ...(rules.findIndex((rule) => rule.name === name) === index ? [] : [`${name} is there twice`]),
  ]);
}

describe('import rules', () => {
  it('say why, and are errors', () => {
    const load = createRequire(join(ROOT, 'package.json'));
    const { forbidden } = load('./.dependency-cruiser.cjs') as { forbidden: Rule[] };
    expect(forbidden.length).toBeGreaterThan(10);
    expect(ruleFaults(forbidden)).toEqual([]);
  });

  it('would be missed where they do not', () => {
    const good = { name: 'good', comment: 'A port that names its adapter is no port.', severity: 'error' };
    expect(ruleFaults([good, { name: 'mute', severity: 'warn' }, good])).toEqual([
      'mute does not say why',
      'mute is no error',
      'good is there twice',
    ]);
  });
});
