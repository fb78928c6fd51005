import { SESv2 } from '@aws-sdk/client-sesv2';
import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

const SCOPE = '20260101/us-east-1/ses/aws4_request';
const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=local/${SCOPE}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260101T000000Z',
};

const SEND_EMAIL = '/v2/email/outbound-emails';

const NOTICE = {
  FromEmailAddress: 'Accounts <accounts@example.com>',
  Destination: { ToAddresses: ['ann@example.com'] },
  Content: {
    Simple: {
      Subject: { Data: 'Your password was changed', Charset: 'UTF-8' },
      Body: { Text: { Data: 'If it was not you: <b>call us</b>' } },
    },
  },
};

interface Answer {
  status: number;
  errorType: string | null;
  body: { MessageId?: string; message?: string };
}

describe('Amazon SES', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterEach(() => cognito.stop());

  const call = async (path: string, request: RequestInit): Promise<Answer> => {
    const response = await fetch(`${cognito.server.endpoint}${path}`, request);
    return {
      status: response.status,
      errorType: response.headers.get('x-amzn-errortype'),
      body: (await response.json()) as Answer['body'],
    };
  };
  const send = (email: unknown, headers: Record<string, string> = SIGNED) =>
    call(SEND_EMAIL, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof email === 'string' ? email : JSON.stringify(email),
    });
  const to = (Destination: unknown) => ({ ...NOTICE, Destination });
  const withBody = (Body: unknown) => ({
    ...NOTICE,
    Content: { Simple: { ...NOTICE.Content.Simple, Body } },
  });

  it('puts a notice into the outbox, which shows its text safely', async () => {
    const answer = await send(NOTICE);
    expect(answer.status).toBe(200);
    expect(answer.body.MessageId).toMatch(/^[0-9a-f-]+$/);
    expect(await cognito.outbox('ann@example.com')).toEqual([
      {
        to: 'ann@example.com',
        subject: 'Your password was changed',
        body: 'If it was not you: <b>call us</b>',
        code: null,
        purpose: 'NOTICE',
        sentAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
    const page = await (await fetch(`${cognito.server.endpoint}/outbox`)).text();
    expect(page).toContain('&lt;b&gt;call us&lt;/b&gt;');
    await cognito.restart();
    expect(await cognito.outbox('ann@example.com')).toHaveLength(1);
  });

  it('understands the SDK, and is understood by it', async () => {
    const ses = new SESv2({
      endpoint: cognito.server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await expect(ses.sendEmail(NOTICE)).resolves.toHaveProperty('MessageId');
    expect(await cognito.outbox('ann@example.com')).toMatchObject([{ purpose: 'NOTICE' }]);
    await expect(ses.sendEmail({ ...NOTICE, Destination: {} })).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'The message has no recipient.',
    });
    await expect(ses.listContactLists({})).rejects.toMatchObject({ name: 'NotFoundException' });
    ses.destroy();
  });

  it('sends to each recipient, and takes HTML where there is no text', async () => {
    await send({
      ...withBody({ Html: { Data: '<p>Hello</p>' } }),
      Destination: { ToAddresses: ['Bob <bob@example.com>'], BccAddresses: ['cat@example.com'] },
    });
    expect(await cognito.outbox('bob@example.com')).toMatchObject([{ body: '<p>Hello</p>' }]);
    expect(await cognito.outbox('cat@example.com')).toHaveLength(1);
  });

  it.each([
    ['no sender', { ...NOTICE, FromEmailAddress: undefined }],
    ['a sender in other letters', { ...NOTICE, FromEmailAddress: 'Zoë <accounts@example.com>' }],
    ['no content', { ...NOTICE, Content: undefined }],
    ['raw content', { ...NOTICE, Content: { Raw: { Data: 'eA==' } } }],
    ['no recipient', to({ ToAddresses: [] })],
    ['no address', to({ ToAddresses: ['ann'] })],
    ['a second address in one', to({ ToAddresses: ['ann@example.com\nbob@example.com'] })],
    ['an empty body', withBody({})],
  ])('refuses %s', async (_, email) => {
    expect(await send(email)).toMatchObject({ status: 400, errorType: 'BadRequestException' });
    expect(await cognito.outbox()).toEqual([]);
  });

  it('sends to fifty at once', async () => {
    const ToAddresses = Array.from({ length: 51 }, (_, index) => `user-${index}@example.com`);
    expect(await send(to({ ToAddresses }))).toMatchObject({ errorType: 'MessageRejected' });
    expect(await cognito.outbox()).toEqual([]);
    await send(to({ ToAddresses: ToAddresses.slice(1) }));
    expect(await cognito.outbox()).toHaveLength(50);
  });

  it.each(['{', '[]', '{"Destination":"ann@example.com"}'])('cannot read %s', async (body) => {
    expect(await send(body)).toMatchObject({ status: 400, errorType: 'SerializationException' });
  });

  it('refuses a call that is unsigned, or signed for another service', async () => {
    expect(await send(NOTICE, {})).toMatchObject({
      status: 403,
      errorType: 'MissingAuthenticationTokenException',
    });
    const authorization = SIGNED.authorization.replace('/ses/', '/cognito-idp/');
    expect(await send(NOTICE, { ...SIGNED, authorization })).toMatchObject({
      status: 403,
      errorType: 'InvalidSignatureException',
    });
    expect(await cognito.outbox()).toEqual([]);
  });

  it('refuses aloud what it does not do', async () => {
    const answer = await call('/v2/email/identities', { headers: SIGNED });
    expect(answer).toEqual({
      status: 404,
      errorType: 'NotFoundException',
      body: { message: 'The embedded Amazon SES server does not support GET /v2/email/identities.' },
    });
    expect(cognito.lines).toContain(answer.body.message);
  });
});
