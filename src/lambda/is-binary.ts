interface Response {
  readonly headers: Readonly<Record<string, unknown>>;
}

const TEXT = /^(text\/|application\/([a-z0-9.-]+\+)?(json|xml)|application\/(x-ndjson|javascript))/i;

/** Whether a body must go through API Gateway as base64, because reading it as UTF-8 would break it. */
export function isBinary({ headers }: Response): boolean {
  const type = headers['content-type'];
  const encoding = headers['content-encoding'];
  if (typeof encoding === 'string' && encoding !== 'identity') return true;
  return typeof type === 'string' && !TEXT.test(type);
}
