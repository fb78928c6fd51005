import { url as inspectorUrl } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { freshBundle } from './fresh-bundle.js';
import { runScript } from './run-script.js';

type Programs = typeof import('../programs.js');

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** From the bundle where it is as new as everything else; else from the compiled files, which takes a second longer. */
export async function loadPrograms(): Promise<Programs> {
  const bundle = isDebugged() ? undefined : freshBundle(ROOT);
  return bundle === undefined ? import('../programs.js') : runScript<Programs>(bundle).exports;
}

/** Breakpoints and source maps are those of the compiled files, whether flags or `NODE_OPTIONS` ask for them. */
function isDebugged(): boolean {
  return inspectorUrl() !== undefined || process.sourceMapsEnabled;
}
