import { flag, list, number, oneOf, parseOrigin, secureUrl, text } from './env-variable.js';

const help = 'Help.';

describe('the values of variables', () => {
  it('that are numbers are whole, and within their bounds', () => {
    const { parse, accepts } = number({ min: 1, max: 10, help });
    expect(accepts).toBe('a whole number from 1 to 10');
    expect(['1', '10', '007'].map(parse)).toEqual([1, 10, 7]);
    for (const raw of ['0', '11', '1.5', '-1', '+1', '1e1', '0x1', ' 1', '1 ', '', 'NaN', 'Infinity', '١']) {
      expect(() => parse(raw)).toThrow('must be a whole number from 1 to 10');
    }
  });

  it('that are numbers may have fractions where that is said', () => {
    const { parse } = number({ min: 0.01, max: 10, fractions: true, help });
    expect(['0.01', '1.5', '10'].map(parse)).toEqual([0.01, 1.5, 10]);
    for (const raw of ['0.001', '.5', '5.', '1,5', '1.5.5']) {
      expect(() => parse(raw)).toThrow('must be a number from 0.01 to 10');
    }
  });

  it('that are flags are true or false, and nothing that looks like it', () => {
    const { parse } = flag({ help });
    expect(['true', 'false'].map(parse)).toEqual([true, false]);
    for (const raw of ['TRUE', 'yes', '1', '0', 'on', ' true']) {
      expect(() => parse(raw)).toThrow('must be true or false');
    }
  });

  it('that are one of a few are exactly one of them', () => {
    const { parse } = oneOf(['standard', 'hipaa'], { help });
    expect(parse('hipaa')).toBe('hipaa');
    for (const raw of ['HIPAA', 'standard,hipaa', 'toString']) {
      expect(() => parse(raw)).toThrow('must be one of standard, hipaa');
    }
  });

  it('that are lists may have blanks round their items, and no empty ones', () => {
    const { parse } = list({ help });
    expect(parse(' a , b c,d')).toEqual(['a', 'b c', 'd']);
    expect([parse(''), parse('  ')]).toEqual([[], []]);
    for (const raw of ['a,,b', 'a,', ',', ', a']) expect(() => parse(raw)).toThrow('without empty items');
  });

  it('that are lists are checked item by item', () => {
    const { parse } = list({ item: parseOrigin, help });
    expect(parse('https://a.example, http://localhost:5173')).toHaveLength(2);
    expect(() => parse('https://a.example, b.example')).toThrow('"b.example"');
  });

  it('that are texts are taken as they are', () => {
    expect(text({ help }).parse(' as it is ')).toBe(' as it is ');
  });

  it.each([
    ['https://auth.example.com', 'https://auth.example.com'],
    ['https://auth.example.com/', 'https://auth.example.com'],
    ['https://auth.example.com/pool_1/', 'https://auth.example.com/pool_1'],
    ['http://127.0.0.1:9229', 'http://127.0.0.1:9229'],
    ['http://localhost:9229', 'http://localhost:9229'],
    ['http://[::1]:9229', 'http://[::1]:9229'],
  ])('that are addresses can be %s', (raw, value) => {
    expect(secureUrl({ help }).parse(raw)).toBe(value);
  });

  it.each([
    'http://auth.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'ftp://127.0.0.1',
    'javascript:alert(1)',
  ])('that are addresses cannot be %s', (raw) => {
    expect(() => secureUrl({ help }).parse(raw)).toThrow('must start with https://');
  });

  it.each(['auth.example.com', '/path', '', 'https://'])(
    'that are addresses are absolute, unlike %j',
    (raw) => {
      expect(() => secureUrl({ help }).parse(raw)).toThrow('must be an absolute URL');
    },
  );

  it.each([
    'https://app.example.com/',
    'https://app.example.com/path',
    'app.example.com',
    '*',
    'null',
    'https://A.example',
  ])('that are origins are exact, unlike %j', (raw) => {
    expect(() => parseOrigin(raw)).toThrow('must list exact origins');
  });
});
