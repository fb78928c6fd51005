import type { Settings } from '../config/settings.js';
import { cloudRuntime } from './cloud.runtime.js';
import type { Runtime } from './runtime.js';

/** The only place that branches on the mode. In the cloud nothing of the embedded servers is loaded. */
export async function startRuntime(settings: Settings): Promise<Runtime> {
  const { target } = settings;
  if (target.kind === 'cloud') return cloudRuntime(settings, target);
  const { embeddedRuntime } = await import('./embedded.runtime.js');
  return embeddedRuntime(settings, target);
}
