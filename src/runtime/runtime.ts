import type { AwsConnection } from '../aws/aws-connection.js';
import type { Settings } from '../config/settings.js';

/** Where the service runs: its settings, its connection to AWS or to what stands in for it, and how to let go of it. */
export interface Runtime {
  readonly settings: Settings;
  readonly connection: AwsConnection;
  /** Lines for whoever started it, printed when the API listens. */
  readonly notes: readonly string[];
  /** Told where the API listens as soon as it does, before anybody else is. */
  listening(port: number): Promise<void>;
  close(): Promise<void>;
}
