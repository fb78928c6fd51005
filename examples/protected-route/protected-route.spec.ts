import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import { CognitoAccessModule } from '../../src/access-package/access.js';
import {
  CLIENT_ID,
  makeKey,
  PoolIssuer,
  type SigningKey,
} from '../../test/contracts/token-verifier.fixture.js';
import { FakeAuthService } from '../../test/fakes/fake-auth-service.js';
import '../../test/support/node-errors.js';
import { NotesModule } from './notes/notes.module.js';
import { AppModule } from './second-service/app.module.js';

const DOCUMENT = 'docs/protect-another-service.md';
const FOLDER = 'examples/protected-route';

/** The code blocks of the document, by the file that the line above each of them names. */
function blocks(): Map<string, string> {
  const text = readFileSync(DOCUMENT, 'utf8');
  const found = text.matchAll(/`([\w./-]+\.ts)`:\n\n```ts\n([^]*?)```/g);
  return new Map([...found].map(([, file = '', code = '']) => [file, code]));
}

describe('docs/protect-another-service.md', () => {
  it.each([
    ['notes/note.dto.ts', 'notes/note.dto.ts'],
    ['notes/notes.controller.ts', 'notes/notes.controller.ts'],
    ['notes/notes.module.ts', 'notes/notes.module.ts'],
    ['app.module.ts', 'second-service/app.module.ts'],
    ['main.ts', 'second-service/main.ts'],
  ])('shows %s as it stands here and is run', (named, file) => {
    const code = readFileSync(`${FOLDER}/${file}`, 'utf8').replaceAll('../../../src/', '../');
    expect(blocks().get(named)).toBe(code);
  });

  describe('its routes', () => {
    let key: SigningKey;
    let issuer: PoolIssuer;
    let authService: FakeAuthService;
    let app: NestFastifyApplication;

    const token = (claims: object) => issuer.sign(key, issuer.claims({ ...claims }));
    const get = async (path: string, groups: string[] | null) => {
      const headers =
        groups === null
          ? undefined
          : { authorization: `Bearer ${await token({ 'cognito:groups': groups })}` };
      const answer = await fetch(`${await app.getUrl()}/${path}`, { ...(headers && { headers }) });
      return answer.status;
    };
    const start = async (module: Parameters<typeof NestFactory.create>[0]) => {
      app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
        logger: false,
        abortOnError: false,
      });
      await app.listen(0, '127.0.0.1');
    };
    const statuses = async () => [
      await get('notes/mine', null),
      await get('notes/mine', []),
      await get('notes/staff', []),
      await get('notes/staff', ['hr']),
    ];

    beforeAll(async () => {
      Logger.overrideLogger(false);
      key = await makeKey('key-1');
      issuer = await PoolIssuer.start(() => Date.now());
      issuer.publish(key);
      authService = await FakeAuthService.start();
      authService.body = { userId: 'user-1', status: 'ACTIVE', groups: ['hr'] };
    });
    afterEach(() => app.close());
    afterAll(() => Promise.all([issuer.close(), authService.close()]));

    it('are protected inside this service', async () => {
      const access = CognitoAccessModule.forRoot({
        region: 'us-east-1',
        userPoolId: 'us-east-1_Pool',
        clientIds: [CLIENT_ID],
        issuer: issuer.issuer,
        sessionCheck: 'none',
      });
      await start({ module: NotesModule, imports: [access] });
      await expect(statuses()).resolves.toEqual([401, 200, 403, 200]);
    });

    it('are protected in a second service', async () => {
      const env = {
        AWS_REGION: 'us-east-1',
        COGNITO_USER_POOL_ID: 'us-east-1_Pool',
        COGNITO_CLIENT_ID: CLIENT_ID,
        COGNITO_ISSUER: issuer.issuer,
        AUTH_SERVICE_URL: authService.url,
      };
      jest.replaceProperty(process, 'env', { ...process.env, ...env });
      await start(AppModule);
      jest.restoreAllMocks();
      await expect(statuses()).resolves.toEqual([401, 200, 403, 200]);
      await expect(get('health', null)).resolves.toBe(200);
      await expect(get('notes/forgotten', ['admin'])).resolves.toBe(403);
    });
  });
});
