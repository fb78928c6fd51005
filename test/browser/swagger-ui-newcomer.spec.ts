import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';
import { SwaggerUi } from './swagger-ui.js';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { name: 'light desktop', size: DESKTOP, colorScheme: 'light' },
  { name: 'dark desktop', size: DESKTOP, colorScheme: 'dark' },
  { name: 'light phone', size: PHONE, colorScheme: 'light' },
  { name: 'dark phone', size: PHONE, colorScheme: 'dark' },
] as const;

/** A browser on a busy machine takes its time. */
jest.setTimeout(90_000);

describe('a newcomer on the docs page', () => {
  let service: RunningService;
  let browser: Browser;
  let journey: Journey;
  let screenshots: string;
  let page: Page;
  let swagger: SwaggerUi;

  beforeAll(async () => {
    [service, browser] = await Promise.all([RunningService.start(), Browser.start()]);
    journey = new Journey(service.origin, service.cognito);
    // They stay there, to be looked at.
    screenshots = await mkdtemp(join(tmpdir(), 'auth-service-screenshots-'));
  });

  afterAll(() => Promise.all([browser.stop(), service.stopAndForget()]));

  beforeEach(async () => {
    page = await browser.newPage(service.origin, DESKTOP);
    swagger = new SwaggerUi(page);
  });

  afterEach(() => page.close());

  async function open({ size, colorScheme }: (typeof LOOKS)[number]): Promise<void> {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.goto(`${service.origin}/docs`);
    await swagger.operation('Sign-up', 'register').waitFor();
  }

  async function expectQuietAndWithinTheWindow(): Promise<void> {
    expect(browser.errors).toEqual([]);
    expect([...browser.requestedHosts]).toEqual([new URL(service.origin).host]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  }

  it.each(LOOKS)('finds a readable page on a $name', async (look) => {
    await open(look);
    const isDark = await page.evaluate<boolean>("document.documentElement.classList.contains('dark-mode')");
    expect(isDark).toBe(look.colorScheme === 'dark');
    await page.screenshot({ path: join(screenshots, `${look.name}.png`) });
    await swagger.operation('Sign-in', 'login').locator('.opblock-summary-control').click();
    await swagger.operation('Sign-in', 'login').getByRole('button', { name: 'Execute' }).waitFor();
    await swagger.operation('Sign-in', 'login').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, `${look.name} operation.png`) });
    await swagger.operation('Sign-in', 'login').locator('.responses-inner').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, `${look.name} responses.png`) });
    await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
    await page.locator('.dialog-ux').waitFor();
    await page.screenshot({ path: join(screenshots, `${look.name} authorize.png`) });
    await expectQuietAndWithinTheWindow();
  });

  it('signs up, confirms, signs in and reads the profile on a phone in the dark', async () => {
    const look = LOOKS[3];
    await open(look);
    const email = newEmail();
    const person = { email, password: PASSWORD, firstName: 'Ada', lastName: 'Lovelace', acceptTerms: true };
    expect((await swagger.execute(swagger.operation('Sign-up', 'register'), person)).status).toBe(201);
    const code = await journey.mailedCode(email);
    const confirmed = await swagger.execute(swagger.operation('Sign-up', 'confirmSignUp'), { email, code });
    expect(confirmed.status).toBe(200);
    const login = await swagger.execute(swagger.operation('Sign-in', 'login'), {
      email,
      password: PASSWORD,
    });
    expect(login.body).toContain('AUTHENTICATED');
    await page.screenshot({ path: join(screenshots, `${look.name} signed in.png`) });
    const token = /"accessToken": "([^"]+)"/.exec(login.body)?.[1] ?? '';
    await swagger.authorize(token);
    const me = await swagger.execute(swagger.myProfile);
    expect([me.status, me.body]).toEqual([200, expect.stringContaining(email)]);
    await expectQuietAndWithinTheWindow();
  });

  it('lists the people as administrator on a desktop', async () => {
    const look = LOOKS[0];
    await open(look);
    await swagger.signIn('admin@example.com', service.adminPassword);
    const users = await swagger.execute(swagger.operation('Users', 'listUsers'));
    expect([users.status, users.body]).toEqual([200, expect.stringContaining('admin@example.com')]);
    await page.screenshot({ path: join(screenshots, `${look.name} users.png`) });
    await expectQuietAndWithinTheWindow();
  });
});
