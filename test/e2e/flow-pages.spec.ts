import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { filesIn, readText } from '../conventions/source-files.js';
import { RunningService } from '../support/running-service.js';

const PAGES = filesIn('docs/flows', '.md').filter((path) => !path.endsWith('README.md'));

function commandsOf(page: string): string {
  return [...readText(page).matchAll(/^```bash\n([\s\S]*?)^```/gm)]
    .map(([, commands]) => commands)
    .join('\n');
}

/** What a page says that its commands print, in order. */
function promisesOf(page: string): string[] {
  return [...commandsOf(page).matchAll(/^# → (.+)$/gm)].map(([, text = '']) => text);
}

describe('the pages of docs/flows', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start();
  });

  afterAll(() => service.stopAndForget());

  it.each(PAGES)('do what they say: %s', async (page) => {
    const script = `${commandsOf('docs/flows/README.md')}\n${commandsOf(page)}`;
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      env: {
        PATH: process.env['PATH'],
        API: `${service.origin}/api/v1`,
        OUTBOX: `${service.cognito}/outbox`,
        DATA: service.dataDir,
      },
    });
    let rest = stdout;
    for (const promised of promisesOf(page)) {
      expect(rest).toContain(promised);
      rest = rest.slice(rest.indexOf(promised) + promised.length);
    }
    expect(promisesOf(page).length).toBeGreaterThan(0);
  });
});
