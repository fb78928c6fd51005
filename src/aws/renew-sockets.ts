import type { MiddlewareStack } from '@smithy/types';

interface Client<Input extends object, Output extends object> {
  readonly config: { readonly requestHandler: { destroy?: () => void } };
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/** Shorter than AWS keeps an idle connection. */
const IDLE_MS = 10_000;

/**
 * Opens new sockets after a time without any call. Where the process was frozen meanwhile, as Lambda does between requests,
 * or a router has forgotten the connection, nobody has noticed that a socket is dead, and a call over it is lost.
 */
export function renewSockets<Input extends object, Output extends object>(
  { config, middlewareStack }: Client<Input, Output>,
  now: () => number = Date.now,
): void {
  let running = 0;
  let lastUse = now();
  middlewareStack.add(
    (next) => async (args) => {
      if (running === 0 && now() - lastUse > IDLE_MS) config.requestHandler.destroy?.();
      running += 1;
      try {
        return await next(args);
      } finally {
        running -= 1;
        lastUse = now();
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'renewSockets', override: true },
  );
}
