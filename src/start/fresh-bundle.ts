import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'dist/bundle';
/** Where npm writes what it has installed. */
const INSTALLED = 'node_modules/.package-lock.json';

/** `made-of.json` beside the bundle, as `scripts/bundling` writes it. Paths are those from the root of the project. */
interface MadeOf {
  /** Name of the bundle's file. */
  readonly program: string;
  /** Bytes of that file. */
  readonly size: number;
  /** SHA-256 in hex. `dist/.tsbuildinfo` has the digests of all sources, and whatever compiles them writes it. */
  readonly files: Readonly<Record<string, string>>;
  /** Versions by the folder of a package. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * Path of the bundle, unless there is none, it is not whole, or what it was made of has changed since. What is not there
 * cannot have changed: an image leaves out what only the build needs. What cannot be read may have.
 */
export function freshBundle(root: string): string | undefined {
  try {
    const made = readJson(join(root, FOLDER, 'made-of.json')) as MadeOf | undefined;
    if (made === undefined || !hasFiles(root, made) || !hasPackages(root, made)) return undefined;
    const program = join(root, FOLDER, made.program);
    return statSync(program).size === made.size ? program : undefined;
  } catch {
    return undefined;
  }
}

function hasFiles(root: string, { files }: MadeOf): boolean {
  return Object.entries(files).every(([path, digest]) => {
    const file = join(root, path);
    return !existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') === digest;
  });
}

function hasPackages(root: string, { packages }: MadeOf): boolean {
  const installed = readJson(join(root, INSTALLED)) as InstalledPackages | undefined;
  return (
    installed === undefined ||
    Object.entries(packages).every(([path, version]) => installed.packages[path]?.version === version)
  );
}

interface InstalledPackages {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
}

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
