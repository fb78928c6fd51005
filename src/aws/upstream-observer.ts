export type UpstreamService = 'cognito' | 'dynamodb' | 'ses';

/** `refused`: the service answered with an error of the 4xx kind. `failed`: throttled, broken, unreachable or too late. */
export type UpstreamOutcome = 'ok' | 'refused' | 'failed';

/** Is told of every request that goes over the wire to AWS, repeats included. It must not throw. */
export abstract class UpstreamObserver {
  /** `operation` is AWS's own name, e.g. `GetItem`, or the path of an endpoint that has none. */
  abstract record(
    service: UpstreamService,
    operation: string,
    outcome: UpstreamOutcome,
    milliseconds: number,
  ): void;
}
