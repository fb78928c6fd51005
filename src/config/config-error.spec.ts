import { ConfigError } from './config-error.js';

const PORT = { name: 'PORT', rule: 'must be a whole number from 0 to 65535', help: 'Port of the API.' };
const DOCS = { name: 'DOCS', rule: 'must be true or false', help: 'Whether /docs is served.' };

describe('ConfigError', () => {
  it('is one readable block with a line and a hint for each mistake', () => {
    expect(new ConfigError([PORT, DOCS]).message).toBe(
      [
        'The configuration has 2 mistakes:',
        '',
        '  PORT must be a whole number from 0 to 65535.',
        '    Port of the API.',
        '  DOCS must be true or false.',
        '    Whether /docs is served.',
        '',
        'See docs/configuration.md and .env.example.',
      ].join('\n'),
    );
  });

  it('counts one mistake as one', () => {
    expect(new ConfigError([PORT]).message).toMatch(/^The configuration has a mistake:\n/);
  });
});
