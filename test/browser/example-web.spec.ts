import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { offerEveryFactor } from '../support/challenge-deployments.js';
import { ChallengeWalker } from '../support/challenge-walker.js';
import { AuthenticatorApp, Journey, newEmail, PASSWORD } from '../support/journey.js';
import { PoolAdmin } from '../support/pool-admin.js';
import { RunningService } from '../support/running-service.js';
import { Browser } from './chromium.js';
import { ExamplePage } from './example-web-page.js';
import { ExampleWebServer, freePort } from './example-web-server.js';

/** A browser on a busy machine takes its time. */
jest.setTimeout(90_000);

const NEW_PASSWORD = 'another-Horse-8-battery';
const STEP_UP_SECONDS = 6;

let service: RunningService;
let web: ExampleWebServer;
let journey: Journey;
let walker: ChallengeWalker;
let pool: PoolAdmin;

beforeAll(async () => {
  const port = await freePort();
  service = await RunningService.start({
    env: {
      CORS_ORIGINS: `http://localhost:${port}`,
      STEP_UP_MINUTES: String(STEP_UP_SECONDS / 60),
    },
  });
  web = await ExampleWebServer.start(port, `${service.origin}/api/v1`);
  journey = new Journey(service.origin, service.cognito);
  pool = await PoolAdmin.of(service.cognito);
  await offerEveryFactor(pool);
  walker = new ChallengeWalker(journey, pool);
});

afterAll(async () => {
  await web.stop();
  await service.stopAndForget();
});

/** What any page that the person has open can make the browser ask of loopback. */
it('is still served after an address that is none', async () => {
  await expect(fetch(`${web.address}//`)).resolves.toHaveProperty('status', 404);
  await expect(fetch(web.address)).resolves.toHaveProperty('status', 200);
});

describe('the example page', () => {
  let browser: Browser;
  let example: ExamplePage;

  beforeAll(async () => {
    browser = await Browser.start({ width: 1280, height: 900 });
    // They stay there, to be looked at.
    const screenshots = await mkdtemp(join(tmpdir(), 'auth-service-example-'));
    example = await ExamplePage.open(browser, screenshots);
  });

  /** A page that is loaded anew has forgotten who was signed in. */
  beforeEach(() => example.page.goto(web.address));

  const expectQuiet = (): void => {
    expect(example.takeErrors()).toEqual([]);
    const own = [new URL(web.address).host, new URL(service.origin).host];
    expect([...browser.requestedHosts].filter((host) => !own.includes(host))).toEqual([]);
  };

  afterEach(expectQuiet);
  afterAll(() => browser.stop());

  async function signIn(email: string, password = PASSWORD): Promise<void> {
    await example.expectScreen('Sign in');
    await example.fill({ 'E-mail address': email, Password: password });
    await example.press('Sign in');
  }

  /** The code is had only once the screen asks for it: before, it may not have been mailed. */
  async function enterCode(
    title: string,
    code: () => string | Promise<string>,
    button = 'Go on',
  ): Promise<void> {
    await example.expectScreen(title);
    await example.fill({ Code: await code() });
    await example.press(button);
  }

  async function setUpApp(): Promise<AuthenticatorApp> {
    await example.expectScreen('Set up your authenticator app');
    const app = new AuthenticatorApp((await example.page.locator('.secret').innerText()).replace(/ /g, ''));
    await example.fill({ Code: await app.nextCode() });
    await example.press('Finish');
    await example.expectScreen('Keep your recovery codes');
    expect(await example.page.locator('.codes li').count()).toBe(10);
    await example.field('I have kept them in a safe place').check();
    await example.press('Done');
    return app;
  }

  it('leads a newcomer from sign-up over the second factor to sign-out, by the keyboard alone at first', async () => {
    const email = newEmail();
    await example.expectScreen('Sign in');
    await example.follow('Create an account');
    await example.expectScreen('Create an account');
    await example.fill({ 'E-mail address': email, Password: 'short', 'First name': 'Ada' });
    await example.page.keyboard.press('Enter');
    expect(await example.alert()).toContain('Last name is needed');
    expect(await example.page.locator(':focus').getAttribute('name')).toBe('lastName');
    await example.expectSound('Create an account, with mistakes');
    await example.page.keyboard.type('Lovelace');
    await example.field('I accept the terms (version 1)').press('Space');
    await example.press('Create account');
    await example.page.locator('#field-password-error:visible').waitFor();
    expect(await example.alert()).toMatch(/^Password /);
    expect(await example.page.locator(':focus').getAttribute('autocomplete')).toBe('new-password');
    await example.fill({ Password: PASSWORD });
    await example.page.keyboard.press('Enter');
    await enterCode('Confirm your address', () => journey.mailedCode(email), 'Confirm');

    await example.expectScreen('Your profile');
    await example.follow('Security');
    await example.expectScreen('Security');
    await example.press('Set up an authenticator app');
    const app = await setUpApp();
    await example.expectStatus(/is set up/);
    await example.press('Sign out');
    await example.expectStatus(/signed out/);
    await signIn(email);
    await example.expectScreen('Enter your code');
    await example.fill({ Code: '000000' });
    await example.press('Go on');
    expect(await example.alert()).toContain('code');
    await example.fill({ Code: await app.nextCode() });
    await example.page.keyboard.press('Enter');
    await example.expectScreen('Your profile');
    const stored = await example.page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(stored).toBe('[{},{},""]');
  });

  it('changes a profile at the version that was shown, and ends other sessions', async () => {
    const { email, tokens } = await journey.newPerson();
    await signIn(email);
    await example.expectScreen('Your profile');
    const change = { department: 'Elsewhere' };
    expect((await journey.api.patch('/users/me', change, { token: tokens.accessToken })).status).toBe(200);
    await example.fill({ 'Department (optional)': 'Research' });
    await example.press('Save');
    await example.expectStatus(/Somebody else/);
    expect(await example.field('Department (optional)').inputValue()).toBe('Elsewhere');
    await example.fill({ 'Department (optional)': 'Research' });
    await example.press('Save');
    await example.expectStatus(/Saved/);

    await example.follow('Sessions');
    await example.expectScreen('Where you are signed in');
    expect(await example.page.locator('.card').count()).toBe(2);
    await example.page.getByRole('button', { name: /^End the session of/ }).click();
    await example.expectStatus(/has ended/);
    expect(await example.page.locator('.card').count()).toBe(1);
    expect((await journey.api.get('/users/me', { token: tokens.accessToken })).status).toBe(401);
    await example.press('Sign out everywhere');
    await example.expectStatus(/signed out/);
  });

  it('runs no script but its own, and takes no code that it did not leave for', async () => {
    const inject =
      "const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script)";
    await expect(example.page.evaluate(inject)).rejects.toThrow(/TrustedScript/);
    expect(await example.page.evaluate('window.hit')).toBeUndefined();
    expect(example.takeErrors().join()).toContain('TrustedScript');

    const asked: string[] = [];
    example.page.on('request', (request) => asked.push(request.url()));
    await example.page.goto(`${web.address}/?code=somebody-elses`);
    await example.expectScreen('Sign in');
    expect(example.page.url()).not.toContain('code');
    expect(asked.filter((url) => url.includes('/auth/social/exchange'))).toEqual([]);
  });

  it('says that a session was ended elsewhere', async () => {
    const { email, tokens } = await journey.newPerson();
    await signIn(email);
    await example.expectScreen('Your profile');
    await journey.api.post('/auth/logout-all', undefined, { token: tokens.accessToken });
    await example.follow('Sessions');
    await example.expectStatus(/was ended/);
    await example.expectScreen('Sign in');
  });

  it('asks for the password and the factor again before new recovery codes', async () => {
    const { email, app } = await journey.newPersonWithFactor();
    await signIn(email);
    await enterCode('Enter your code', () => app.nextCode());
    const signedIn = Date.now();
    await example.expectScreen('Your profile');
    await example.follow('Security');
    await example.expectScreen('Security');
    await example.page.waitForTimeout(Math.max(0, signedIn + STEP_UP_SECONDS * 1000 + 500 - Date.now()));
    await example.press('New recovery codes');
    await example.expectScreen('Is it you?', 2);
    await example.fill({ Password: PASSWORD });
    await example.page.keyboard.press('Enter');
    await example.expectScreen('Enter your code', 2);
    await example.page
      .locator('dialog')
      .getByLabel('Code')
      .fill(await app.nextCode());
    await example.page.keyboard.press('Enter');
    await example.expectScreen('Keep your recovery codes');
  });

  it('leads through choice of the factor, lost phone, new password and forgotten password', async () => {
    const { email, recoveryCodes } = await walker.personWithSeveral();
    await signIn(email);
    await example.expectScreen('Choose your second factor');
    await example.field('E-mail').check();
    await example.press('Go on');
    await enterCode('Enter your code', () => journey.mailedCode(email));
    await example.expectScreen('Your profile');
    await example.press('Sign out');

    const lost = await journey.newPersonWithFactor();
    await signIn(lost.email);
    await example.expectScreen('Enter your code');
    await example.press('Use a recovery code');
    await example.expectScreen('Use a recovery code');
    await example.fill({ 'Recovery code': recoveryCodes[0]! });
    await example.press('Go on');
    expect(await example.alert()).toContain('recovery code');
    await example.fill({ 'Recovery code': lost.recoveryCodes[0]! });
    await example.press('Go on');
    await example.expectScreen('A second factor is needed');
    await example.press('Set it up');
    await example.expectScreen('Set up your authenticator app');
    await example.page.goto(web.address);

    const invited = newEmail();
    await pool.invite(invited);
    await signIn(invited, await journey.mailedCode(invited));
    await example.expectScreen('Choose a new password');
    await example.fill({ 'New password': PASSWORD });
    await example.press('Go on');
    await example.expectScreen('Your profile');
    await example.press('Sign out');

    await example.expectScreen('Sign in');
    await example.follow('Forgot password?');
    await example.expectScreen('Reset your password');
    await example.fill({ 'E-mail address': invited });
    await example.press('Send a code');
    await example.expectScreen('Choose your new password');
    await example.fill({ Code: await journey.mailedCode(invited), 'New password': NEW_PASSWORD });
    await example.press('Change password');
    await example.expectStatus(/Sign in with it/);
    expect(await example.field('E-mail address').inputValue()).toBe(invited);
    await example.fill({ Password: NEW_PASSWORD });
    await example.press('Sign in');
    await example.expectScreen('Your profile');
  });

  it('shows administrators everybody, page by page, and nobody else the way there', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => walker.person()));
    await signIn(people[0]!);
    await example.expectScreen('Your profile');
    expect(await example.page.getByRole('link', { name: 'Users' }).count()).toBe(0);
    await example.press('Sign out');
    await signIn('admin@example.com', service.adminPassword);
    await example.expectScreen('Your profile');
    await example.follow('Users');
    await example.expectScreen('Users');
    await example.expectStatus(/Page 1, 5 users/);
    const first = await example.page.locator('tbody').innerText();
    await example.press('Next page');
    await example.expectStatus(/Page 2/);
    expect(await example.page.locator('tbody').innerText()).not.toBe(first);
    await example.press('Previous page');
    await example.expectStatus(/Page 1/);
    expect(await example.page.locator('tbody').innerText()).toBe(first);
    await example.fill({ 'E-mail address begins with (optional)': people[3]! });
    await example.press('Search');
    await example.expectStatus(/Page 1, 1 users/);
    expect(await example.page.locator('tbody').innerText()).toContain(people[3]);
  });
});
