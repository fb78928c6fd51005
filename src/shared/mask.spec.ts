import { maskEmail } from './mask.js';

describe('maskEmail', () => {
  it.each([
    ['tom@example.com', 't***@e***.com'],
    ['T@x.co.uk', 'T***@x***.uk'],
    ['a.very.long.name+tag@sub.domain.example.org', 'a***@s***.org'],
    ['"odd@local"@example.com', '"***@e***.com'],
    ['root@localhost', 'r***@l***'],
    ['no-address', '***@n***'],
    ['', '***@***'],
    ['@example.com', '***@e***.com'],
  ])('makes of %j %j', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  it('does not tell how long the parts are', () => {
    expect(maskEmail('ab@cd.com')).toBe(maskEmail('a-longer-name@c-longer-domain.com'));
  });
});
