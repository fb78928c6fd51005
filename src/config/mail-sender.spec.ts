import { mailSender } from './env-variable.js';

describe('mailSender', () => {
  const { parse } = mailSender({ help: 'Sender.' });

  it.each([
    ['no-reply@example.com', 'no-reply@example.com'],
    ['Example <no-reply@example.com>', 'Example <no-reply@example.com>'],
    ['Zoë & Co. <a+b@mail.example.co.uk>', '=?UTF-8?B?Wm/DqyAmIENvLg==?= <a+b@mail.example.co.uk>'],
  ])('takes %s, as a mail has it', (raw, sender) => {
    expect(parse(raw)).toBe(sender);
    expect(parse(sender)).toBe(sender);
  });

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
