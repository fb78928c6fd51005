import { PassThrough } from 'node:stream';
import { Terminal } from './terminal.js';

function terminal(isTTY: boolean) {
  const clock = { now: 0 };
  const [out, err] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
  const shown = () => String(err.read() ?? '');
  return { clock, out, shown, terminal: new Terminal({ out, err }, () => clock.now) };
}

describe('Terminal', () => {
  it('draws a bar where somebody watches, and takes it away for a line', () => {
    const { clock, out, shown, terminal: watched } = terminal(true);
    watched.begin('accounts', 200);
    clock.now = 1_000;
    watched.advance(50);
    expect(shown()).toBe('\r\u001b[K[######..................] accounts: 50 of 200, 50 a second');
    watched.line('user u-1: profile made');
    expect(shown()).toBe('\r\u001b[K');
    expect(String(out.read())).toBe('user u-1: profile made\n');
    watched.end();
    expect(shown()).toBe('\r\u001b[Kaccounts: 50\n');
  });

  it('goes on where an estimate was too low', () => {
    const { clock, shown, terminal: watched } = terminal(true);
    watched.begin('accounts', 10);
    clock.now = 1_000;
    watched.advance(40);
    expect(shown()).toContain('[########################] accounts: 40 of 40');
  });

  it('writes a plain line now and then elsewhere', () => {
    const { clock, shown, terminal: plain } = terminal(false);
    plain.begin('people', null);
    plain.advance(5);
    expect(shown()).toBe('');
    clock.now = 10_000;
    plain.advance(5);
    expect(shown()).toBe('people: 10, 1 a second\n');
    plain.end();
    plain.end();
    expect(shown()).toBe('people: 10\n');
  });
});
