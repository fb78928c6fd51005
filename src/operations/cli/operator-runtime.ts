import type { Settings } from '../../config/settings.js';
import { startRuntime } from '../../runtime/start-runtime.js';
import { LockedFolderError } from './locked-folder-error.js';

/** Opens what the configuration names, as the service does: AWS, or the data folder of embedded mode. */
export async function operatorRuntime(settings: Settings): ReturnType<typeof startRuntime> {
  const { target } = settings;
  if (target.kind !== 'embedded') return startRuntime(settings);
  try {
    // The usual ports may be somebody else's, and nobody but this process needs them.
    return await startRuntime({ ...settings, target: { ...target, cognitoPort: 0, dynamodbPort: 0 } });
  } catch (error) {
    throw LockedFolderError.from(error, target.dataDir) ?? error;
  }
}
