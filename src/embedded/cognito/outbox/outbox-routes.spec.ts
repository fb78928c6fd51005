import { EmbeddedCognitoHarness } from '../../../../test/support/embedded-cognito-harness.js';

describe('the outbox', () => {
  let cognito: EmbeddedCognitoHarness;

  beforeEach(async () => {
    cognito = await EmbeddedCognitoHarness.start();
  });

  afterEach(() => cognito.stop());

  const post = (body: unknown, contentType = 'application/json') =>
    fetch(`${cognito.server.endpoint}/outbox`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: JSON.stringify(body),
    });
  const page = async (query = '') => (await fetch(`${cognito.server.endpoint}/outbox${query}`)).text();

  it('takes notices and lists them newest first, over a restart too', async () => {
    await post({ to: 'ann@example.com', subject: 'First', body: 'One' });
    cognito.clock.advance({ seconds: 1 });
    await post({ to: 'bob@example.com', subject: 'Second', body: 'Two' });
    await cognito.restart();
    await post({ to: 'Ann@example.com', subject: 'Third', body: 'Three' });
    expect((await cognito.outbox()).map(({ subject }) => subject)).toEqual(['Third', 'Second', 'First']);
    expect(await cognito.outbox('ANN@example.com')).toEqual([
      expect.objectContaining({ subject: 'Third' }),
      {
        to: 'ann@example.com',
        subject: 'First',
        body: 'One',
        code: null,
        purpose: 'NOTICE',
        sentAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  it.each([
    [{ to: 'ann@example.com', subject: 'x' }],
    [{ to: 'ann@example.com', subject: 'x', body: 'y', purpose: 'SIGN_UP' }],
    [{ to: '', subject: 'x', body: 'y' }],
  ])('refuses the notice %j', async (notice) => {
    const response = await post(notice);
    expect(response.status).toBe(400);
    expect(await cognito.outbox()).toEqual([]);
  });

  it('takes JSON alone, so that no web page can post to it', async () => {
    const response = await post({ to: 'a@example.com', subject: 'x', body: 'y' }, 'text/plain');
    expect(response.status).toBe(415);
  });

  it('shows a page that refreshes itself, can be stopped, and escapes what it shows', async () => {
    await post({ to: 'ann@example.com', subject: '<script>alert(1)</script>', body: '"&\'' });
    const html = await page();
    expect(html).toContain('http-equiv="refresh"');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;&amp;&#39;');
    expect(html).not.toContain('<script');
    const paused = await page('?refresh=off&to=%22%3E%3Cb%3E');
    expect(paused).not.toContain('http-equiv="refresh"');
    expect(paused).not.toContain('"><b>');
    expect(paused).toContain('No messages yet.');
  });

  it('shows mails of HTML as their text, and as pages that can do nothing', async () => {
    const body =
      '<!doctype html>\n<html><head><title>x</title></head><body onload="steal()"><p>Hello &lt;b&gt;,</p><p>Code <strong>1</strong></p><script>steal()</script></body></html>';
    await post({ to: 'ann@example.com', subject: 'x', body });
    const html = await page('?refresh=off');
    expect(html).toContain('<pre>Hello &lt;b&gt;,\nCode 1\nsteal()</pre>');
    expect(html).not.toContain('<script');
    const [, link = ''] = /href="(\/outbox\/\d+)"/.exec(html) ?? [];
    const shown = await fetch(`${cognito.server.endpoint}${link}`);
    expect(await shown.text()).toBe(body);
    expect(shown.headers.get('content-type')).toContain('text/html');
    expect(shown.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'/,
    );
    expect((await fetch(`${cognito.server.endpoint}/outbox/999`)).status).toBe(404);
  });

  it('shows no other body as a page', async () => {
    await post({ to: 'ann@example.com', subject: 'x', body: '<script>alert(1)</script>' });
    const [, link = '/outbox/1'] = /href="(\/outbox\/\d+)"/.exec(await page()) ?? [];
    const shown = await fetch(`${cognito.server.endpoint}${link}`);
    expect(shown.headers.get('content-type')).toContain('text/plain');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('forbids scripts and framing', async () => {
    const { headers } = await fetch(`${cognito.server.endpoint}/outbox`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('keeps the newest thousand', async () => {
    const send = (count: number) => post({ to: 'ann@example.com', subject: `Number ${count}`, body: 'x' });
    await send(0);
    for (let sent = 1; sent < 1_000; sent += 37) {
      await Promise.all(Array.from({ length: 37 }, (_, place) => send(sent + place)));
    }
    await send(1_000);
    const subjects = (await cognito.outbox()).map(({ subject }) => subject);
    expect(subjects).toHaveLength(1_000);
    expect(subjects.at(0)).toBe('Number 1000');
    expect(subjects).not.toContain('Number 0');
  });
});
