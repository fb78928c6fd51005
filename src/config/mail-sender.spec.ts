import { mailSender } from './env-variable.js';

describe('mailSender', () => {
  const { parse } = mailSender({ help: 'Sender.' });

  it.each(['no-reply@example.com', 'Example <no-reply@example.com>', 'Zoë & Co. <a+b@mail.example.co.uk>'])(
    'takes %s',
    (raw) => {
      expect(parse(raw)).toBe(raw);
    },
  );

  it.each([
    'example.com',
    '<no-reply@example.com>',
    'Example no-reply@example.com',
    'Example <no-reply>',
    'a@example.com, b@example.com',
    'Example <a@example.com>\nBcc: <b@example.com>',
    'a@b@example.com',
  ])('refuses %j', (raw) => {
    expect(() => parse(raw)).toThrow('must be an e-mail address such as');
  });
});
