import { existsSync } from 'node:fs';
import { filesIn, readText } from './source-files.js';

/** A test of security starts by telling the attack: a comment of at least a sentence before any code. */
function tellsTheAttack(text: string): boolean {
  const header = /^\/\*\*?([\s\S]*?)\*\//.exec(text)?.[1] ?? /^((?:\/\/.*\n)+)/.exec(text)?.[1] ?? '';
  return header.replace(/[*/\s]+/g, ' ').trim().length >= 40;
}

describe('security tests', () => {
  it('start with the attack that they try', () => {
    const files = existsSync('test/security') ? filesIn('test/security', '.spec.ts') : [];
    expect(files.filter((path) => !tellsTheAttack(readText(path)))).toEqual([]);
  });

  it('would be missed without it', () => {
    expect(tellsTheAttack("import { x } from 'y';\n")).toBe(false);
    expect(tellsTheAttack('/** Attack. */\n')).toBe(false);
    expect(
      tellsTheAttack("import 'x';\n/** Somebody sends a code that was used before, hoping it is taken. */"),
    ).toBe(false);
    expect(tellsTheAttack('/** Somebody sends a code that was used before, hoping it is taken. */\n')).toBe(
      true,
    );
    expect(tellsTheAttack('// Somebody sends a code that was used before,\n// hoping it is taken.\n')).toBe(
      true,
    );
  });
});
