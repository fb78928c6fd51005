import { loadTriggerConfig } from '../config/load-config.js';
import type { TriggerSettings } from '../config/trigger-settings.js';
import type { TriggerHandler } from './trigger-event.js';
import { TriggerRefusal } from './trigger-refusal.js';

export type LogLine = (line: string) => void;

/** What people get to read of a failure; the cause is in the log of the function. */
const FAILED = 'The sign-up service is not available';

/**
 * Makes a Lambda function of a trigger. Settings are read, and clients made, while the function starts. A wrong setting or a
 * failure must not be read by whoever signs up, so it is logged and replaced by a constant text.
 */
export function lambdaHandler<Event>(
  make: (settings: TriggerSettings, log: LogLine) => TriggerHandler<Event>,
  log: LogLine = writeLine,
): TriggerHandler<Event> {
  const prepared = attempt(() => make(loadTriggerConfig(), log));
  return async (event) => {
    try {
      if ('failure' in prepared) throw prepared.failure;
      return await prepared.handler(event);
    } catch (error) {
      if (error instanceof TriggerRefusal) throw error;
      log(error instanceof Error ? (error.stack ?? error.message) : 'The trigger failed');
      throw new Error(FAILED, { cause: error });
    }
  };
}

function attempt<Handler>(
  make: () => Handler,
): { readonly handler: Handler } | { readonly failure: unknown } {
  try {
    return { handler: make() };
  } catch (failure) {
    return { failure };
  }
}

function writeLine(line: string): void {
  process.stderr.write(`${line}\n`);
}
