import { ApiClient } from '../support/api-client.js';
import { RunningService } from '../support/running-service.js';

const DAY_MS = 86_400_000;

async function ask(env: Readonly<Record<string, string>>, path: string) {
  const service = await RunningService.start({ env });
  try {
    return await new ApiClient(service.origin).get<string>(path);
  } finally {
    await service.stopAndForget();
  }
}

it('the bare address leads to the docs page', async () => {
  const { status, headers } = await ask({}, '/');
  expect([status, headers.get('location')]).toEqual([302, '/docs']);
});

describe('/.well-known', () => {
  it('leads password managers to the docs page, or to where people change their password', async () => {
    const docs = await ask({}, '/.well-known/change-password');
    expect([docs.status, docs.headers.get('location')]).toEqual([302, '/docs#/Passwords']);
    const page = await ask(
      { CHANGE_PASSWORD_URL: 'https://app.example.com/password' },
      '/.well-known/change-password',
    );
    expect([page.status, page.headers.get('location')]).toEqual([302, 'https://app.example.com/password']);
    const nowhere = await ask({ DOCS: 'false' }, '/.well-known/change-password');
    expect(nowhere.status).toBe(404);
  });

  it('names whom to tell of a weakness, where there is somebody', async () => {
    const nobody = await ask({}, '/.well-known/security.txt');
    expect(nobody.status).toBe(404);
    const { status, headers, body } = await ask(
      { SECURITY_CONTACT: 'mailto:security@example.com', PUBLIC_URL: 'https://auth.example.com' },
      '/.well-known/security.txt',
    );
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(body).toMatch(/^Contact: mailto:security@example\.com$/m);
    expect(body).toMatch(/^Canonical: https:\/\/auth\.example\.com\/\.well-known\/security\.txt$/m);
    const expires = /^Expires: (.+)$/m.exec(body)?.[1] ?? '';
    const days = (Date.parse(expires) - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });
});
