import { ConfigError } from './config/config-error.js';
import { loadConfig } from './config/load-config.js';
import { startFailure } from './start-failure.js';

describe('why the service did not start', () => {
  const settings = loadConfig({
    PORT: '3000',
    EMBEDDED_COGNITO_PORT: '9229',
    EMBEDDED_DYNAMODB_PORT: '8000',
  });
  const listening = (code: string, port: number, address = '127.0.0.1') =>
    Object.assign(new Error(`listen ${code}`), { code, syscall: 'listen', address, port });

  it.each([
    [3000, 'PORT'],
    [9229, 'EMBEDDED_COGNITO_PORT'],
    [8000, 'EMBEDDED_DYNAMODB_PORT'],
  ])('is one line that names the variable where port %d is in use: %s', (port, variable) => {
    expect(startFailure(listening('EADDRINUSE', port), settings)).toBe(
      `Port ${port} of 127.0.0.1 is in use already. Set ${variable} to another one.`,
    );
  });

  it('is one line where the port may not be used, or the address is none', () => {
    expect(startFailure(listening('EACCES', 3000), settings)).toMatch(/^Port 3000 .* Set PORT/);
    expect(startFailure(listening('EADDRNOTAVAIL', 3000, '203.0.113.1'), settings)).toBe(
      'The address 203.0.113.1 is not an address of this machine. Set HOST to another one.',
    );
  });

  it('is the block of mistakes of the configuration', () => {
    const error = new ConfigError([{ name: 'PORT', rule: 'must be a number', help: 'Port.' }]);
    expect(startFailure(error, undefined)).toBe(error.message);
  });

  it('is the stack of whatever nobody expected', () => {
    const error = new TypeError('x is not a function');
    expect(startFailure(error, settings)).toBe(error.stack);
    const refused = Object.assign(new Error('connect'), { code: 'EADDRINUSE', syscall: 'connect' });
    expect(startFailure(refused, settings)).toBe(refused.stack);
    expect(startFailure('a text', settings)).toBe('a text');
  });
});
