import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { loggableError } from '../shared/loggable-error.js';
import { REDACTED, redactedPaths, SECRET_FIELDS } from '../shared/redact.js';
import { NestLogger } from './nest-logger.js';

type Line = Readonly<Record<string, unknown>>;

/** A log that is written as the service writes its own. */
function newLog() {
  const lines: Line[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(JSON.parse(chunk.toString()) as Line);
      done();
    },
  });
  const { log } = Fastify({
    logger: {
      level: 'trace',
      stream,
      redact: { paths: redactedPaths(), censor: REDACTED },
      serializers: { err: (error: unknown) => loggableError(error) },
    },
  });
  return { log, lines };
}

describe('NestLogger', () => {
  it.each([
    ['log', 20],
    ['debug', 20],
    ['verbose', 10],
    ['warn', 40],
    ['error', 50],
  ] as const)('writes %s at level %d, with the context that comes last', (method, level) => {
    const { log, lines } = newLog();
    new NestLogger(log)[method]('Started', 'Bootstrap');
    expect(lines).toEqual([expect.objectContaining({ level, msg: 'Started', context: 'Bootstrap' })]);
  });

  it('finds the error wherever it stands', () => {
    const { log, lines } = newLog();
    const logger = new NestLogger(log);
    logger.warn('Not written', new TypeError('down'), 'SessionUses');
    logger.error(new TypeError('down'));
    expect(lines).toEqual([
      expect.objectContaining({ msg: 'Not written', context: 'SessionUses' }),
      expect.objectContaining({ msg: 'error' }),
    ]);
    for (const { err } of lines) expect(err).toMatchObject({ type: 'TypeError', message: 'down' });
  });

  it('drops what AWS says, which quotes the request', () => {
    const { log, lines } = newLog();
    const error = Object.assign(new Error("Value 'hunter2' at 'password'"), {
      $metadata: { requestId: 'r' },
    });
    new NestLogger(log).error('Failed', error, 'Flow');
    log.error({ err: error }, 'request failed');
    expect(lines).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(lines.map(({ err }) => (err as Line)['awsRequestId'])).toEqual(['r', 'r']);
  });
});

describe('secrets in the log', () => {
  it.each(SECRET_FIELDS.filter((name) => name !== 'code'))(
    '%s is not printed, nor one level down',
    (name) => {
      const { log, lines } = newLog();
      log.info({ [name]: 'hunter2', body: { [name]: 'hunter2' } }, 'text');
      expect(JSON.stringify(lines)).not.toContain('hunter2');
      expect(lines).toEqual([expect.objectContaining({ [name]: REDACTED, body: { [name]: REDACTED } })]);
    },
  );

  it('codes of mails are not printed, those of errors are', () => {
    const { log, lines } = newLog();
    log.info({ code: 'ECONNRESET', body: { code: '123456' } }, 'text');
    expect(lines).toEqual([expect.objectContaining({ code: 'ECONNRESET', body: { code: REDACTED } })]);
  });
});
