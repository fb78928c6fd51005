import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Journey, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';

const WIDTHS = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

/** A browser on a busy machine takes its time. */
jest.setTimeout(90_000);

let service: RunningService;
let screenshots: string;

beforeAll(async () => {
  service = await RunningService.start();
  // They stay there, to be looked at.
  screenshots = await mkdtemp(join(tmpdir(), 'auth-service-screenshots-'));
});

afterAll(() => service.stopAndForget());

describe.each(WIDTHS)('the pages on a $name', ({ name, width, height }) => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await Browser.start({ width, height });
  });

  beforeEach(async () => {
    browser.errors.length = 0;
    browser.requestedHosts.clear();
    page = await browser.context.newPage();
    page.setDefaultTimeout(30_000);
  });

  afterEach(() => page.close());
  afterAll(() => browser.stop());

  async function expectQuietAndWithinTheWindow(): Promise<void> {
    expect(browser.errors).toEqual([]);
    expect([...browser.requestedHosts]).toEqual([new URL(service.origin).host]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }

  it('lets one try an operation with a token that outlives a reload', async () => {
    const { tokens, email } = await new Journey(service.origin, service.cognito).newPerson();
    await page.goto(`${service.origin}/docs`);
    await page.screenshot({ path: join(screenshots, `${name}-docs.png`) });

    expect((await tryReadingMyProfile()).status).toBe(401);
    // The refusal that was asked for is the only thing the console may tell.
    expect(browser.errors.splice(0)).toEqual([expect.stringContaining('401')]);

    await authorize(page, tokens.accessToken);
    await expectToReadTheProfileOf(email);
    await myProfile(page).screenshot({ path: join(screenshots, `${name}-tried.png`) });

    await page.reload();
    await expectToReadTheProfileOf(email);
    await expectQuietAndWithinTheWindow();
  });

  it('signs in with address and password, and tries an operation', async () => {
    const { email } = await new Journey(service.origin, service.cognito).newPerson();
    await page.goto(`${service.origin}/docs`);
    await page.evaluate('localStorage.clear()');
    await page.reload();
    await signIn(page, email, PASSWORD);
    await expectToReadTheProfileOf(email);
    await expectQuietAndWithinTheWindow();
  });

  it('explains every error code where a problem points to', async () => {
    await page.goto(`${service.origin}/docs/errors#invalid_token`);
    await page.screenshot({ path: join(screenshots, `${name}-errors.png`) });

    expect(await page.locator('section').count()).toBeGreaterThan(20);
    expect(await page.locator('section:target h2').innerText()).toBe('invalid_token (401)');
    await expectQuietAndWithinTheWindow();
  });

  async function expectToReadTheProfileOf(email: string): Promise<void> {
    const { status, body } = await tryReadingMyProfile();
    expect(status).toBe(200);
    expect(body).toContain(email);
  }

  /** Presses Execute, and answers what came over the wire and what the page shows of it. */
  async function tryReadingMyProfile(): Promise<{ status: number; body: string }> {
    const operation = myProfile(page);
    if (!(await operation.locator('.opblock-body').isVisible())) {
      await operation.locator('.opblock-summary-control').click();
    }
    const [response] = await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith('/api/v1/users/me')),
      operation.getByRole('button', { name: 'Execute' }).click(),
    ]);
    const shown = operation.locator('.live-responses-table .response').first();
    await shown.locator('.response-col_status', { hasText: String(response.status()) }).waitFor();
    return { status: response.status(), body: await shown.innerText() };
  }
});

function myProfile(page: Page): Locator {
  return page.locator('#operations-Profile-readMyProfile');
}

async function authorize(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
  const dialog = page.locator('.dialog-ux');
  const bearer = dialog.locator('.auth-container', { hasText: 'bearer' });
  await bearer.locator('input[aria-label="auth-bearer-value"]').fill(token);
  await bearer.getByRole('button', { name: 'Apply credentials' }).click();
  await bearer.getByRole('button', { name: 'Close', exact: true }).click();
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
  const form = page.locator('.dialog-ux .auth-container', { hasText: 'OAuth2, password' });
  await form.locator('#oauth_username').fill(email);
  await form.locator('#oauth_password').fill(password);
  await form.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
  await form.getByRole('button', { name: 'Remove authorization' }).waitFor();
  await form.getByRole('button', { name: 'Close', exact: true }).click();
}
