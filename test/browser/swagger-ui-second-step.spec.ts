import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Journey, newEmail, PASSWORD } from '../support/journey.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';
import { SwaggerUi } from './swagger-ui.js';

/** A browser on a busy machine takes its time. */
jest.setTimeout(90_000);

let service: RunningService;
let browser: Browser;
let journey: Journey;
let screenshots: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([RunningService.start(), Browser.start()]);
  journey = new Journey(service.origin, service.cognito);
  // They stay there, to be looked at.
  screenshots = await mkdtemp(join(tmpdir(), 'auth-service-second-step-'));
});

afterAll(() => Promise.all([browser.stop(), service.stopAndForget()]));

describe.each([
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
])('the Authorize button, for an account with a second factor, on a $name', ({ name, width, height }) => {
  let page: Page;
  let swagger: SwaggerUi;
  let dialog: Locator;

  beforeEach(async () => {
    page = await browser.newPage(service.origin, { width, height });
    swagger = new SwaggerUi(page);
    dialog = page.getByRole('dialog', { name: 'Second factor' });
    await page.goto(`${service.origin}/docs`);
  });

  afterEach(() => page.close());

  const sendCode = async (code: string) => {
    await dialog.getByLabel('Code').fill(code);
    await dialog.getByRole('button', { name: 'Continue' }).click();
  };

  /** Chromium itself tells the console of every refused request; nothing else may be told. */
  const expectOnlyRefusals = (...statuses: number[]) => {
    expect(browser.errors).toEqual(
      statuses.map((status) => expect.stringMatching(new RegExp(`/auth/token: .*${status}`)) as string),
    );
    expect([...browser.requestedHosts]).toEqual([new URL(service.origin).host]);
  };

  it('asks for the code in a second dialog, and keeps the token across a reload', async () => {
    const { email, app } = await journey.newPersonWithFactor();
    await swagger.sendPassword(email, PASSWORD);
    await dialog.waitFor();
    await page.screenshot({ path: join(screenshots, `${name}-code.png`) });
    expect(await dialog.locator('input:focus').count()).toBe(1);
    await page.keyboard.type(await app.nextCode());
    await page.keyboard.press('Enter');
    await swagger.passwordForm.getByRole('button', { name: 'Remove authorization' }).waitFor();
    expect(await dialog.count()).toBe(0);
    await page.screenshot({ path: join(screenshots, `${name}-authorised.png`) });
    await swagger.closeSignedIn();
    expect((await swagger.tryReadingMyProfile()).status).toBe(200);

    await page.reload();
    const { status, body } = await swagger.tryReadingMyProfile();
    expect(status).toBe(200);
    expect(body).toContain(email);
    expectOnlyRefusals(403);
  });

  it('lets a wrong code be corrected in place', async () => {
    const { email, app } = await journey.newPersonWithFactor();
    await swagger.sendPassword(email, PASSWORD);
    await sendCode('000000');
    await dialog.getByRole('alert').filter({ hasText: 'code' }).waitFor();
    await page.screenshot({ path: join(screenshots, `${name}-wrong-code.png`) });
    await sendCode(await app.nextCode());
    await swagger.closeSignedIn();
    expect((await swagger.tryReadingMyProfile()).status).toBe(200);
    expectOnlyRefusals(403, 400);
  });

  it.each(['Cancel', 'Escape'])(
    'shows the refusal when the dialog is left by %s, and asks again',
    async (way) => {
      const { email, app } = await journey.newPersonWithFactor();
      await swagger.sendPassword(email, PASSWORD);
      await dialog.waitFor();
      if (way === 'Cancel') await dialog.getByRole('button', { name: 'Cancel' }).click();
      else await page.keyboard.press('Escape');
      const error = swagger.passwordForm.locator('.errors');
      expect(await error.innerText()).toContain('mfa_required');
      await page.screenshot({ path: join(screenshots, `${name}-left-by-${way}.png`) });
      expect(await dialog.count()).toBe(0);
      await swagger.applyPassword();
      await sendCode(await app.nextCode());
      await swagger.closeSignedIn();
    },
  );

  it('says what an account needs first that cannot sign in here yet', async () => {
    const email = newEmail();
    await (await PoolAdmin.of(service.cognito)).invite(email);
    await swagger.sendPassword(email, await journey.mailedCode(email));
    const error = await swagger.passwordForm.locator('.errors').innerText();
    expect(error).toContain('This account needs a new password first.');
    await page.screenshot({ path: join(screenshots, `${name}-new-password.png`) });
    expect(await dialog.count()).toBe(0);
  });
});
