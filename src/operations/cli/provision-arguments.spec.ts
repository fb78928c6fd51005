import { provisionArguments } from './provision-arguments.js';

describe('provisionArguments', () => {
  const sourceArn = 'arn:aws:ses:eu-west-1:123456789012:identity/example.com';

  it('asks for nothing where nothing is given', () => {
    expect(provisionArguments([])).toEqual({
      file: '.env.provisioned',
      dryRun: false,
      yes: false,
      googleClientId: undefined,
      options: {},
      settings: {},
    });
  });

  it('takes what is given', () => {
    const line =
      `--profile hipaa --tier plus --domain people --callback-url https://a.example/x --callback-url com.example.app:/x ` +
      `--mail-from a@example.com --mail-identity ${sourceArn} --public-client --google-client-id g`;
    expect(provisionArguments(line.split(' '))).toMatchObject({
      googleClientId: 'g',
      options: {
        tier: 'PLUS',
        domain: 'people',
        callbackUrls: ['https://a.example/x', 'com.example.app:/x'],
        sender: { from: 'a@example.com', sourceArn },
        publicClient: true,
      },
      settings: { SECURITY_PROFILE: 'hipaa' },
    });
  });

  it('writes a sender as a mail has it', () => {
    const given = ['--mail-from', 'Zoë <a@example.com>', '--mail-identity', sourceArn];
    const { sender } = provisionArguments(given).options;
    expect(sender?.from).toBe('=?UTF-8?B?Wm/Dqw==?= <a@example.com>');
  });

  it('goes without rotation in the tier that has none', () => {
    expect(provisionArguments(['--tier', 'LITE']).settings).toEqual({ COGNITO_REFRESH_ROTATION: 'false' });
  });

  it.each([
    ['--profile strict', '--profile must be standard or hipaa.'],
    ['--tier GOLD', '--tier must be one of LITE, ESSENTIALS, PLUS.'],
    ['--mail-from a@example.com', '--mail-from and --mail-identity must be given together.'],
    [`--mail-identity ${sourceArn}`, '--mail-from and --mail-identity must be given together.'],
    ['--mail-from a@example.com --mail-identity example.com', '--mail-identity must be the ARN'],
    ['--callback-url http://evil.example/', '--callback-url must be'],
    ['--callback-url javascript:alert(1)', '--callback-url must be'],
    ['--google-client-secret s', "Unknown option '--google-client-secret'"],
    ['people', "'people' is one argument too many."],
  ])('refuses %s', (line, message) => {
    expect(() => provisionArguments(line.split(' '))).toThrow(message);
  });
});
