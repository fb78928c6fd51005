import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Journey, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';
import { SwaggerUi } from './swagger-ui.js';

const WIDTHS = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

/** A browser on a busy machine takes its time. */
jest.setTimeout(90_000);

let service: RunningService;
let browser: Browser;
let screenshots: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([RunningService.start(), Browser.start()]);
  // They stay there, to be looked at.
  screenshots = await mkdtemp(join(tmpdir(), 'auth-service-screenshots-'));
});

afterAll(() => Promise.all([browser.stop(), service.stopAndForget()]));

describe.each(WIDTHS)('the pages on a $name', ({ name, width, height }) => {
  let page: Page;
  let swagger: SwaggerUi;

  beforeEach(async () => {
    page = await browser.newPage(service.origin, { width, height });
    swagger = new SwaggerUi(page);
  });

  afterEach(() => page.close());

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

    expect((await swagger.tryReadingMyProfile()).status).toBe(401);
    // The refusal that was asked for is the only thing the console may tell.
    expect(browser.errors.splice(0)).toEqual([expect.stringContaining('401')]);

    await swagger.authorize(tokens.accessToken);
    await expectToReadTheProfileOf(email);
    await swagger.myProfile.screenshot({ path: join(screenshots, `${name}-tried.png`) });

    await page.reload();
    await expectToReadTheProfileOf(email);
    await expectQuietAndWithinTheWindow();
  });

  it('signs in with address and password, and tries an operation', async () => {
    const { email } = await new Journey(service.origin, service.cognito).newPerson();
    await page.goto(`${service.origin}/docs`);
    await swagger.signIn(email, PASSWORD);
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
    const { status, body } = await swagger.tryReadingMyProfile();
    expect(status).toBe(200);
    expect(body).toContain(email);
  }
});
