import { PassThrough } from 'node:stream';
import { ask } from './ask.js';

function conversation() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  return { input, output, seen: () => String(output.read() ?? '') };
}

describe('ask', () => {
  it('does not show a secret as it is typed', async () => {
    const { input, output, seen } = conversation();
    const answer = ask('Secret: ', { echo: false, input, output });
    input.write('hush-hush \r');
    await expect(answer).resolves.toBe('hush-hush');
    expect(seen()).toBe('Secret: \n');
  });

  it('shows any other answer, and takes an end for none', async () => {
    const { input, output, seen } = conversation();
    const answer = ask('Go ahead? ', { echo: true, input, output });
    input.write('yes\r');
    await expect(answer).resolves.toBe('yes');
    expect(seen()).toContain('yes');
    const silent = conversation();
    silent.input.end();
    await expect(ask('Secret: ', { echo: false, ...silent })).resolves.toBe('');
  });
});
