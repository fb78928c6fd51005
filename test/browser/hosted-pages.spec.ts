import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';

jest.setTimeout(90_000);

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start();
});

afterAll(() => service.stopAndForget());

describe.each([
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
])('the hosted pages on a $name', ({ name, width, height }) => {
  let browser: Browser;
  let page: Page;
  let screenshots: string;

  beforeAll(async () => {
    browser = await Browser.start({ width, height });
    // They stay there, to be looked at.
    screenshots = await mkdtemp(join(tmpdir(), 'auth-service-screenshots-'));
  });

  beforeEach(async () => {
    page = await browser.newPage(service.origin, { width, height });
  });

  afterEach(() => page.close());

  afterAll(() => browser.stop());

  const look = async (what: string, shown: Page) => {
    await shown.screenshot({ path: join(screenshots, `${name}-${what}.png`) });
    const overflow = await shown.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(browser.errors).toEqual([]);
  };

  it('let one choose a Google account and come back signed in', async () => {
    await page.goto(`${service.origin}/api/v1/auth/social/google`);
    await look('consent', page);
    const email = newEmail();
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Name').fill('Ada Lovelace');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/auth\/social\/callback/);
    expect(await page.textContent('body')).toContain('"status":"AUTHENTICATED"');
    await page.goto(`${service.origin}/api/v1/auth/social/google`);
    await look('consent-known', page);
  });

  it('sign one in to the docs page, where an operation can be tried then', async () => {
    const { email } = await new Journey(service.origin, service.cognito).newPerson();
    const [, id = '', secret = ''] = /App client (\S+) {3}secret: (\S+)/.exec(service.log) ?? [];
    await page.goto(`${service.cognito}/logout?client_id=${id}`);
    await look('signed-out', page);
    await page.goto(`${service.origin}/docs`);
    await page.locator('button.authorize').first().click();
    const dialog = page.locator('.auth-container', { hasText: 'hosted-pages' });
    await dialog.getByLabel(/client_id/).fill(id);
    await dialog.getByLabel(/client_secret/).fill(secret);
    await dialog.getByText('select all').click();
    await dialog.scrollIntoViewIfNeeded();
    await look('authorize', page);
    const opening = browser.context.waitForEvent('page');
    await dialog.locator('button.authorize').click();
    const popup = await opening;
    await look('sign-in', popup);
    await popup.getByLabel('E-mail address').fill(email);
    await popup.getByLabel('Password').fill('wrong');
    await popup.getByRole('button', { name: 'Sign in' }).click();
    await popup.getByRole('alert').waitFor();
    browser.errors.length = 0;
    await look('sign-in-refused', popup);
    await popup.getByLabel('Password').fill(PASSWORD);
    await popup.getByRole('button', { name: 'Sign in' }).click();
    await dialog.getByText('Logout').waitFor();
    await look('authorized', page);
    await page.locator('.modal-ux .close-modal').click();
    const operation = page.locator('#operations-Profile-readMyProfile');
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    expect(await operation.locator('.live-responses-table').textContent()).toContain(email);
  });
});
