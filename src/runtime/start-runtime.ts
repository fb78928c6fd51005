import type { Settings } from '../config/settings.js';
import { cloudRuntime } from './cloud.runtime.js';
import { embeddedRuntime } from './embedded.runtime.js';
import type { Runtime } from './runtime.js';

/** The only place that branches on the mode. */
export function startRuntime(settings: Settings): Promise<Runtime> {
  const { target } = settings;
  return target.kind === 'embedded'
    ? embeddedRuntime(settings, target)
    : Promise.resolve(cloudRuntime(settings, target));
}
