import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { RunningService } from '../support/running-service.js';
import { readText } from './source-files.js';

/** The commands under a heading of the README. */
function commandsUnder(heading: string): string {
  const section =
    readText('README.md')
      .split(/^## /m)
      .find((text) => text.startsWith(heading)) ?? '';
  return /```bash\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
}

describe('the first five minutes of the README', () => {
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start();
  });

  afterAll(() => service.stopAndForget());

  it('go as they say', async () => {
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-euo', 'pipefail', '-c', commandsUnder('The first five minutes')],
      {
        env: {
          PATH: process.env['PATH'],
          API: `${service.origin}/api/v1`,
          OUTBOX: `${service.cognito}/outbox`,
          DATA: service.dataDir,
        },
      },
    );
    const lines = stdout.trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/"status":"UNCONFIRMED"/),
      '{"status":"CONFIRMED"}',
      expect.stringMatching(/"method":"TOTP","enabled":true.*"recoveryCodes":\[/),
      expect.stringMatching(/"firstName":"Ada".*"mfaEnabled":true/),
      'as ada: 403',
      'as admin: 200',
      'signed out: 204',
      expect.stringMatching(/"status":401.*"code":"session_revoked"/),
    ]);
  });
});
