import type { MiddlewareStack } from '@smithy/types';
import type { Readable } from 'node:stream';
import { CallBounds } from './call-bounds.js';
import type { UpstreamLimits } from './upstream-limits.js';
import type { UpstreamService } from './upstream-observer.js';

/** Bounds what a service that is slow or broken can cost this process; every client has its own bounds. */
export function guardCalls<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: UpstreamService,
  limits: UpstreamLimits,
): void {
  const bounds = new CallBounds(service, limits);
  stack.add(
    (next) => (args) => bounds.run(() => next(args)),
    // Inside the retry loop: each repeat needs a place of its own and counts for itself.
    { step: 'finalizeRequest', priority: 'low', name: 'guardCalls', override: true },
  );
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      endInTime((result.response as { readonly body: Readable }).body, limits.request);
      return result;
    },
    // Next to the socket, where the answer's body has not been read yet.
    { step: 'deserialize', priority: 'low', name: 'endInTime', override: true },
  );
}

/** The SDK's own time-outs count anew with every byte, so an answer that trickles could last for ever. */
function endInTime(body: Readable, milliseconds: number): void {
  const timer = setTimeout(() => {
    body.destroy(Object.assign(new Error('The answer took too long'), { name: 'TimeoutError' }));
  }, milliseconds);
  body.once('close', () => {
    clearTimeout(timer);
  });
}
