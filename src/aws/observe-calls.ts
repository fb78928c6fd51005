import type { MiddlewareStack } from '@smithy/types';
import { isTransient } from './upstream-error.js';
import type { UpstreamObserver, UpstreamService } from './upstream-observer.js';

/** Reports every request of a client to the observer: `observeCalls(client.middlewareStack, 'cognito', observer)`. */
export function observeCalls<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: UpstreamService,
  observer: UpstreamObserver,
): void {
  stack.add(
    (next, context) => async (args) => {
      const operation = (context.commandName ?? 'unknown').replace(/Command$/, '');
      const startedAt = performance.now();
      try {
        const result = await next(args);
        observer.record(service, operation, 'ok', performance.now() - startedAt);
        return result;
      } catch (error) {
        const outcome = isTransient(error) ? 'failed' : 'refused';
        observer.record(service, operation, outcome, performance.now() - startedAt);
        throw error;
      }
    },
    // Inside the retry loop, so that each repeat counts, and outside the parser, so that AWS's error name is known.
    { step: 'deserialize', priority: 'high', name: 'observeCalls', override: true },
  );
}
