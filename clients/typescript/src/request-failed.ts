export type RequestFailure = 'network' | 'timeout' | 'unreadable';

const MESSAGES: Readonly<Record<RequestFailure, string>> = {
  network: 'The service could not be reached.',
  timeout: 'The service did not answer in time.',
  unreadable: 'The service answered something that could not be read.',
};

/** There was no answer, or none that makes sense. Whether the call was carried out is not known. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(
    readonly reason: RequestFailure,
    options?: ErrorOptions,
  ) {
    super(MESSAGES[reason], options);
  }
}
