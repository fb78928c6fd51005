import { handler as customMessage } from './custom-message.js';
import { lambdaHandler } from './lambda-handler.js';
import { handler as postConfirmation } from './post-confirmation.js';
import { handler as preSignUp } from './pre-sign-up.js';
import { TriggerRefusal } from './trigger-refusal.js';

describe('a Lambda function', () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const before = process.env;

  beforeEach(() => {
    lines.length = 0;
    process.env = { ...before };
  });

  afterAll(() => {
    process.env = before;
  });

  it('is what each file exports', () => {
    expect([customMessage, preSignUp, postConfirmation].map((handler) => typeof handler)).toEqual([
      'function',
      'function',
      'function',
    ]);
  });

  it('knows its settings, and answers what the trigger does', async () => {
    process.env['BRAND_NAME'] = 'Acme';
    const handler = lambdaHandler<{ brand?: string }>(
      ({ brand }) =>
        () =>
          Promise.resolve(brand.name === undefined ? {} : { brand: brand.name }),
      log,
    );
    await expect(handler({})).resolves.toEqual({ brand: 'Acme' });
  });

  it('tells every wrong setting to the log, and nothing of them to people', async () => {
    process.env['BRAND_COLOR'] = 'secret-colour';
    process.env['BRAND_NAME'] = '{####}';
    const handler = lambdaHandler<object>(() => (event) => Promise.resolve(event), log);
    await expect(handler({})).rejects.toThrow(/^The sign-up service is not available$/);
    expect(lines.join()).toContain('BRAND_COLOR must be');
    expect(lines.join()).toContain('BRAND_NAME must be');
    expect(lines.join()).not.toContain('secret-colour');
  });

  it('lets through refusals that people may read, and no other failure', async () => {
    const failing = (error: Error) => lambdaHandler<object>(() => () => Promise.reject(error), log)({});
    await expect(failing(new TriggerRefusal('No.'))).rejects.toThrow(/^No\.$/);
    await expect(failing(new Error('table auth-profiles is not there'))).rejects.toThrow(
      /^The sign-up service is not available$/,
    );
    expect(lines).toEqual([expect.stringContaining('auth-profiles')]);
  });
});
