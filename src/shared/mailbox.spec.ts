import { mailbox } from './mailbox.js';

describe('mailbox', () => {
  it.each([
    'no-reply@example.com',
    'Example <no-reply@example.com>',
    'Smith & Sons <no-reply@example.com>',
    '"Smith, Sons" <no-reply@example.com>',
    '=?UTF-8?B?Wm/Dqw==?= <no-reply@example.com>',
  ])('leaves %s as it is', (sender) => {
    expect(mailbox(sender)).toBe(sender);
  });

  it.each([
    ['Zoë <a@example.com>', '=?UTF-8?B?Wm/Dqw==?= <a@example.com>'],
    ['"Zoë" <a@example.com>', '=?UTF-8?B?Wm/Dqw==?= <a@example.com>'],
    ['Example Inc. <a@example.com>', '"Example Inc." <a@example.com>'],
    ['The "Example" (1) <a@example.com>', '"The \\"Example\\" (1)" <a@example.com>'],
  ])('writes %s as a header has it', (sender, header) => {
    expect(mailbox(sender)).toBe(header);
  });

  it('breaks a long name between characters, none of its words longer than a header takes', () => {
    const name = 'Zürich 🦊 '.repeat(9).trim();
    const header = mailbox(`${name} <a@example.com>`);
    const words = header.replace(' <a@example.com>', '').split(' ');
    expect(Math.max(...words.map(({ length }) => length))).toBeLessThanOrEqual(75);
    const texts = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString());
    expect(texts.join('')).toBe(name);
  });
});
