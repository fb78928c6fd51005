import '../../../test/support/node-errors.js';
import { Logger } from '@nestjs/common';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSesClient } from '../../aws/ses-client.js';
import type { UpstreamLimits } from '../../aws/upstream-limits.js';
import { UpstreamObserver } from '../../aws/upstream-observer.js';
import { SesNotifier } from './ses-notifier.js';

const TO = 'tom@example.com';
const NOTICE = { kind: 'password_reset', to: TO, at: Date.parse('2026-01-01T00:00:00Z') } as const;

class Records extends UpstreamObserver {
  readonly lines: string[] = [];

  record(service: string, operation: string, outcome: string): void {
    this.lines.push(`${service} ${operation} ${outcome}`);
  }
}

describe('SesNotifier', () => {
  let server: Server;
  let records: Records;
  let requests: { url: string; body: unknown }[];
  let answer: (response: ServerResponse) => void;
  let errors: jest.SpyInstance;
  let warnings: jest.SpyInstance;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    requests.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
    answer(response);
  };

  beforeAll(async () => {
    server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(() => {
    requests = [];
    records = new Records();
    answer = (response) => response.writeHead(200).end('{"MessageId":"1"}');
    errors = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** On a busy machine an answer takes a while; only where none comes it is waited for shortly. */
  const PATIENT = { connect: 20_000, request: 20_000, queueWait: 20_000 };
  const notifier = (limits: Partial<UpstreamLimits> = PATIENT) => {
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const ses = { endpoint: `http://127.0.0.1:${port}`, credentials };
    return new SesNotifier(createSesClient({ region: 'us-east-1', ses }, records, limits), {
      mailFrom: 'Example <no-reply@example.com>',
    });
  };

  it('hands a plain text over to Amazon SES', async () => {
    await notifier().send(NOTICE);
    expect(requests).toEqual([
      {
        url: '/v2/email/outbound-emails',
        body: {
          FromEmailAddress: 'Example <no-reply@example.com>',
          Destination: { ToAddresses: [TO] },
          Content: {
            Simple: {
              Subject: { Data: 'Your password was reset', Charset: 'UTF-8' },
              Body: {
                Text: { Data: expect.stringContaining('2026-01-01 00:00 UTC') as string, Charset: 'UTF-8' },
              },
            },
          },
        },
      },
    ]);
    expect(records.lines).toEqual(['ses SendEmail ok']);
    expect(errors).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a refusal',
      (response: ServerResponse) =>
        response
          .writeHead(400, { 'x-amzn-errortype': 'MessageRejected' })
          .end(`{"message":"Email address is not verified: ${TO}"}`),
      'MessageRejected',
      'refused',
    ],
    [
      'a throttled call',
      (response: ServerResponse) =>
        response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' }).end('{}'),
      'TooManyRequestsException',
      'failed',
    ],
    ['a lost connection', (response: ServerResponse) => response.socket?.resetAndDestroy(), '\\w+', 'failed'],
    ['silence', () => undefined, 'TimeoutError', 'failed'],
  ])(
    'logs %s once without the address, tries once and never rejects',
    async (_what, reply, name, outcome) => {
      answer = reply;
      await expect(notifier({ request: 1_000 }).send(NOTICE)).resolves.toBeUndefined();
      expect(requests).toHaveLength(1);
      expect(records.lines).toEqual([`ses SendEmail ${outcome}`]);
      expect(errors).toHaveBeenCalledTimes(1);
      const [line] = errors.mock.calls[0] as [string];
      expect(line).toMatch(new RegExp(`^The notice password_reset could not be sent: ${name}$`));
      expect(JSON.stringify(errors.mock.calls)).not.toContain(TO);
    },
  );

  it('keeps a bounded number of sends in flight, and drops what is too much', async () => {
    const held: ServerResponse[] = [];
    answer = (response) => held.push(response);
    const ses = notifier();
    const sent = Array.from({ length: 111 }, () => ses.send(NOTICE));
    await sent[110];
    expect(errors.mock.calls).toEqual([['The notice password_reset could not be sent: too many wait']]);
    await Promise.race([Promise.all(sent), untilQuiet(() => requests.length)]);
    expect(requests.length).toBeLessThanOrEqual(10);
    answer = (response) => response.writeHead(200).end('{"MessageId":"1"}');
    for (const response of held) answer(response);
    await Promise.all(sent);
    expect(requests).toHaveLength(110);
  });

  it('sends nothing without a sender, and says so once when the service starts', async () => {
    const silent = new SesNotifier(createSesClient({ region: 'us-east-1', ses: {} }, records), {
      mailFrom: undefined,
    });
    silent.onModuleInit();
    await silent.send(NOTICE);
    await silent.send(NOTICE);
    expect(warnings).toHaveBeenCalledTimes(1);
    expect(records.lines).toEqual([]);
    expect(errors).not.toHaveBeenCalled();
  });

  it('lets notices go out before the service ends', async () => {
    const ses = notifier();
    const sent = Array.from({ length: 30 }, () => ses.send(NOTICE));
    await ses.onApplicationShutdown();
    await Promise.all(sent);
    expect(requests).toHaveLength(30);
    expect(errors).not.toHaveBeenCalled();
  });
});

/** Resolves when a number has stopped rising. */
async function untilQuiet(count: () => number): Promise<void> {
  let before = -1;
  while (count() !== before) {
    before = count();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
