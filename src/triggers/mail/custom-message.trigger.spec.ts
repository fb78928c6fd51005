import type { Brand } from '../../config/trigger-settings.js';
import type { CustomMessageEvent, CustomMessageSource } from '../trigger-event.js';
import { customMessage } from './custom-message.trigger.js';
import { MAIL_TEXTS, type MailKind } from './mail-texts.js';

const PLAIN: Brand = { name: undefined, url: undefined, color: '#1f4e79', support: undefined };
const BRAND: Brand = {
  name: 'Acme & Sons',
  url: 'https://acme.example.com/?a=1&b=2',
  color: '#aa0000',
  support: 'mailto:help@acme.example.com',
};

const SOURCES: readonly (readonly [CustomMessageSource, MailKind])[] = [
  ['CustomMessage_SignUp', 'sign_up'],
  ['CustomMessage_ResendCode', 'sign_up'],
  ['CustomMessage_AdminCreateUser', 'invitation'],
  ['CustomMessage_ForgotPassword', 'password_reset'],
  ['CustomMessage_UpdateUserAttribute', 'address'],
  ['CustomMessage_VerifyUserAttribute', 'address'],
  ['CustomMessage_Authentication', 'sign_in'],
];

/** The event as Cognito sends it. */
function eventOf(
  triggerSource: CustomMessageSource,
  attributes: Record<string, string> = {},
  request: Partial<CustomMessageEvent['request']> = {},
): CustomMessageEvent {
  const isInvitation = triggerSource === 'CustomMessage_AdminCreateUser';
  return {
    version: '1',
    triggerSource,
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_AbCdEf123',
    userName: '26e2d294-80b1-709e-51e1-27beb70d3cee',
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'client' },
    request: {
      userAttributes: {
        sub: '26e2d294-80b1-709e-51e1-27beb70d3cee',
        'cognito:user_status': isInvitation ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
        email: 'ada@example.com',
        email_verified: 'true',
        given_name: 'Ada',
        ...attributes,
      },
      codeParameter: '{####}',
      linkParameter: '{##Click Here##}',
      usernameParameter: isInvitation ? '{username}' : null,
      ...request,
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  };
}

async function wordsOf(
  event: CustomMessageEvent,
  brand = PLAIN,
): Promise<{ subject: string; body: string; sms: string }> {
  const { response } = await customMessage(brand)(event);
  const { emailSubject, emailMessage, smsMessage } = response;
  return { subject: emailSubject ?? '', body: emailMessage ?? '', sms: smsMessage ?? '' };
}

describe.each(SOURCES)('the message of %s', (source, kind) => {
  it.each(['en', 'de'] as const)('is worded in %s, with its placeholders once', async (locale) => {
    const { subject, body, sms } = await wordsOf(eventOf(source, { locale }));
    const texts = MAIL_TEXTS[locale].kinds[kind];
    expect(subject).toBe(texts.subject);
    expect(body).toContain(`<html lang="${locale}">`);
    expect(body).toContain(texts.why);
    expect(body).toContain(texts.validity);
    expect(body.split('{####}')).toHaveLength(2);
    expect(sms.split('{####}')).toHaveLength(2);
    const usernames = kind === 'invitation' ? 2 : 1;
    expect(body.split('{username}')).toHaveLength(usernames);
    expect(sms.split('{username}')).toHaveLength(usernames);
    expect([subject, body, sms].join('').replaceAll('{####}', '').replaceAll('{username}', '')).not.toMatch(
      /[{}]/,
    );
  });

  it('keeps within what Cognito takes, also under the longest brand', async () => {
    const brand = { ...BRAND, name: 'B'.repeat(60) };
    for (const locale of ['en', 'de']) {
      const { subject, body, sms } = await wordsOf(eventOf(source, { locale }), brand);
      expect(subject.length).toBeLessThanOrEqual(140);
      expect(body.length).toBeLessThanOrEqual(20_000);
      expect(sms.length).toBeLessThanOrEqual(140);
    }
  });

  it('loads nothing from elsewhere and links the addresses of the brand alone', async () => {
    const { body } = await wordsOf(eventOf(source), BRAND);
    expect(body).not.toMatch(/<(img|script|link|style|iframe|form|object)\b|url\(|@import/i);
    expect([...body.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      'mailto:help@acme.example.com',
      'https://acme.example.com/?a=1&amp;b=2',
    ]);
    expect((await wordsOf(eventOf(source))).body).not.toContain('href');
  });

  it('leaves the response as it was where a placeholder is missing', async () => {
    const missing = kind === 'invitation' ? ['codeParameter', 'usernameParameter'] : ['codeParameter'];
    for (const name of missing) {
      for (const value of [null, '', undefined]) {
        const event = eventOf(source, {}, { [name]: value });
        await expect(customMessage(BRAND)(event)).resolves.toEqual(event);
      }
    }
  });
});

it('answers the whole event, with the brand in front of the subject and the text message', async () => {
  const event = eventOf('CustomMessage_SignUp');
  const answer = await customMessage(BRAND)(event);
  expect(answer).toEqual({ ...event, response: answer.response });
  expect(answer.response).toMatchObject({
    emailSubject: 'Acme & Sons: Your confirmation code',
    smsMessage: 'Acme & Sons Confirmation code: {####}',
  });
  expect(answer.response.emailMessage).toContain('<strong>Acme &amp; Sons</strong>');
});

it.each([
  [{ locale: 'de-AT' }, null, 'de'],
  [{ locale: 'fr' }, null, 'en'],
  [{}, { locale: 'de' }, 'de'],
  [{ locale: 'en' }, { locale: 'de' }, 'en'],
  [{}, { locale: '<script>' }, 'en'],
  [{}, null, 'en'],
])(
  'chooses for the attributes %j and the metadata %j the language %s',
  async (attributes, metadata, language) => {
    const event = eventOf('CustomMessage_SignUp', attributes, {
      clientMetadata: metadata,
    });
    expect((await wordsOf(event)).body).toContain(`<html lang="${language}">`);
  },
);

it('leaves a source that it does not know to Cognito', async () => {
  for (const source of ['CustomMessage_SomethingNew', 'CustomMessage_toString', 'toString']) {
    const event = eventOf(source as CustomMessageSource);
    await expect(customMessage(PLAIN)(event)).resolves.toEqual(event);
  }
});

describe('what a user chose', () => {
  const NAMED: readonly CustomMessageSource[] = [
    'CustomMessage_AdminCreateUser',
    'CustomMessage_Authentication',
    'CustomMessage_ForgotPassword',
  ];

  it('greets by name only who has proved the address, or was invited', async () => {
    for (const [source] of SOURCES) {
      const { body } = await wordsOf(eventOf(source, { given_name: 'Zoë-Ann O’Neil' }));
      expect(body.includes('Zoë-Ann O’Neil')).toBe(NAMED.includes(source));
    }
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</p></div><a href="https://evil.example">Click</a>',
    'Visit https://evil.example now',
    'evil.example',
    'a@evil.example',
    '{####}',
    '{username}',
    '&lt;b&gt;',
    'Ada\r\nBcc: victim@example.com',
    'Ada\u2028Bcc: victim@example.com',
    'Ada\u202Eelpmaxe',
    '+49 900 123456',
    'You have won a big prize today',
    'A'.repeat(2_048),
    '',
  ])('never gets into any mail as the name %j', async (given_name) => {
    const attacks = { given_name, family_name: given_name, name: given_name, nickname: given_name };
    for (const [source] of SOURCES) {
      for (const locale of ['en', 'de']) {
        const attacked = await wordsOf(
          eventOf(source, { ...attacks, locale, email: `${given_name}@x.example` }),
          BRAND,
        );
        const nameless = await wordsOf(eventOf(source, { given_name: '', locale }), BRAND);
        expect(attacked).toEqual(nameless);
      }
    }
  });

  it('is escaped where it is shown', async () => {
    const { body, subject } = await wordsOf(
      eventOf('CustomMessage_ForgotPassword', { given_name: "D'Arcy" }),
    );
    expect(body).toContain('Hello D&#39;Arcy,');
    expect(subject).toBe('Your code to reset your password');
  });

  it('never gets into a subject, whose line it could end', async () => {
    for (const [source, kind] of SOURCES) {
      const attacks = { given_name: 'Ada', locale: 'en\r\nBcc: victim@example.com' };
      const { subject } = await wordsOf(eventOf(source, attacks), BRAND);
      expect(subject).toBe(`Acme & Sons: ${MAIL_TEXTS.en.kinds[kind].subject}`);
    }
  });
});

it('words a repeated code as the first, so that the mail does not tell how far an account is', async () => {
  expect(await wordsOf(eventOf('CustomMessage_ResendCode'))).toEqual(
    await wordsOf(eventOf('CustomMessage_SignUp')),
  );
});
