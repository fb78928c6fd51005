import { access, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

const ENTRY = 'dist/access-package/access';
const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\()\s*['"]([^'"]+)['"]/g;

/**
 * Every built file that `cognito-auth-service/access` loads, with its types, and the packages that those import.
 * `packages` are those that the code loads; types may name more.
 */
export async function accessClosure(root) {
  const files = new Set();
  const packages = new Set();
  await follow(`${ENTRY}.js`, packages);
  await follow(`${ENTRY}.d.ts`, new Set());
  return { files: [...files].sort(), packages: [...packages].sort() };

  async function follow(file, named) {
    if (files.has(file)) return;
    await access(join(root, file)).catch(() => {
      throw new Error(`${file} is missing: npm run build`);
    });
    files.add(file);
    const text = (await readFile(join(root, file), 'utf8')).replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const [, target] of text.matchAll(IMPORT)) {
      if (target.startsWith('.')) await follow(sibling(file, target), named);
      else if (!target.startsWith('node:')) named.add(packageOf(target));
    }
  }
}

function sibling(file, target) {
  const path = normalize(join(dirname(file), target));
  return file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path;
}

function packageOf(target) {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
