import { languageOf, preferredLanguage } from './languages.js';

describe('languageOf', () => {
  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE_ch', 'de'],
    [' en-GB', 'en'],
    ['den', undefined],
    ['fr', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe('preferredLanguage', () => {
  it.each([
    ['de', 'de'],
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['fr-FR, fr;q=0.9, en;q=0.4, de;q=0.7', 'de'],
    ['en;q=0.5,de;q=0.5', 'en'],
    ['de;q=0,en;q=0.1', 'en'],
    ['de;q=0', undefined],
    ['fr,*;q=0.1', undefined],
    ['*', undefined],
    ['de;q=high', 'de'],
    ['', undefined],
    [undefined, undefined],
    [`${'x,'.repeat(100_000)}de`, undefined],
  ])('takes of %j the language %j', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
