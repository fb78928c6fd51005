import {
  type ArgumentsHost,
  Catch,
  Controller,
  type DynamicModule,
  Get,
  HttpException,
  Logger,
  Module,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import {
  CLIENT_ID,
  makeKey,
  PoolIssuer,
  type SigningKey,
} from '../../test/contracts/token-verifier.fixture.js';
import { FakeAuthService } from '../../test/fakes/fake-auth-service.js';
import '../../test/support/node-errors.js';
import {
  AdminOnly,
  Authenticated,
  type Caller,
  CognitoAccessModule,
  type CognitoAccessOptions,
  CurrentUser,
  Groups,
  Public,
  RequireRecentAuth,
} from './access.js';

@Controller('files')
class FilesController {
  @Public()
  @Get('public')
  look(): object {
    return { look: true };
  }

  @Authenticated()
  @Get('mine')
  read(@CurrentUser() caller: Caller): object {
    return { userId: caller.userId, groups: caller.groups };
  }

  @Groups('hr', 'payroll')
  @Get('salaries')
  readSalaries(): object {
    return { salaries: true };
  }

  @AdminOnly()
  @Get('admin')
  administer(): object {
    return { admin: true };
  }

  @RequireRecentAuth(5)
  @Authenticated()
  @Get('erase')
  erase(): object {
    return { erased: true };
  }

  @Get('forgotten')
  forgotten(): object {
    return { forgotten: true };
  }
}

@Module({ controllers: [FilesController] })
class FilesModule {}

/** A filter as other services have them: every refusal in a shape of their own. */
@Catch()
class OwnFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const status = thrown instanceof HttpException ? thrown.getStatus() : 500;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(status).send({ own: status });
  }
}

describe('CognitoAccessModule in a service of its own', () => {
  let issuer: PoolIssuer;
  let key: SigningKey;
  let authService: FakeAuthService;
  let app: NestFastifyApplication;

  const options = (more: Partial<CognitoAccessOptions> = {}): CognitoAccessOptions => ({
    region: 'us-east-1',
    userPoolId: 'us-east-1_Pool',
    clientIds: ['another-client', CLIENT_ID],
    issuer: issuer.issuer,
    sessionCheck: 'none',
    ...more,
  });

  const create = (access: DynamicModule, adapter = new FastifyAdapter()) =>
    NestFactory.create<NestFastifyApplication>({ module: FilesModule, imports: [access] }, adapter, {
      logger: false,
      abortOnError: false,
    });

  const start = async (access: DynamicModule, prepare?: (starting: NestFastifyApplication) => void) => {
    app = await create(access);
    prepare?.(app);
    await app.listen(0, '127.0.0.1');
  };

  const get = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${await app.getUrl()}/files/${path}?secret=1`, { headers });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: (await answer.json()) as Record<string, unknown>,
    };
  };

  const token = (claims: Record<string, unknown> = {}) => issuer.sign(key, issuer.claims(claims));

  beforeAll(async () => {
    Logger.overrideLogger(false);
    key = await makeKey('key-1');
    issuer = await PoolIssuer.start(() => Date.now());
    issuer.publish(key);
    authService = await FakeAuthService.start();
  });
  afterAll(() => Promise.all([issuer.close(), authService.close()]));
  afterEach(async () => {
    await (app as NestFastifyApplication | undefined)?.close();
  });

  describe('without a session check', () => {
    beforeEach(() => start(CognitoAccessModule.forRoot(options())));

    it('lets everybody call what is public, and the signed-in what is for them', async () => {
      await expect(get('public')).resolves.toMatchObject({ status: 200 });
      await expect(get('mine', await token({ 'cognito:groups': ['hr'] }))).resolves.toMatchObject({
        status: 200,
        body: { userId: 'user-1', groups: ['hr'] },
      });
    });

    it('lets nobody call what says nothing of access, signed in or not', async () => {
      await expect(get('forgotten')).resolves.toMatchObject({ status: 403 });
      await expect(get('forgotten', await token({ 'cognito:groups': ['admin'] }))).resolves.toMatchObject({
        status: 403,
        body: { code: 'insufficient_scope' },
      });
    });

    it('refuses with a problem and says how to authenticate', async () => {
      const { status, headers, body } = await get('mine');
      expect(status).toBe(401);
      expect(headers).toMatchObject({
        'content-type': 'application/problem+json; charset=utf-8',
        'www-authenticate': 'Bearer realm="auth"',
      });
      expect(body).toEqual({
        type: 'urn:cognito-auth-service:error#authentication_required',
        title: 'Sign-in required',
        status: 401,
        detail: 'This operation needs an access token.',
        instance: '/files/mine',
        code: 'authentication_required',
        requestId: expect.any(String) as string,
      });
    });

    it.each([
      ['of another client', { client_id: 'foreign' }],
      ['that is an ID token', { token_use: 'id' }],
      ['that has expired', { exp: 1 }],
      ['of another issuer', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other' }],
    ])('refuses a token %s', async (_, claims) => {
      const { status, headers, body } = await get('mine', await token(claims));
      expect([status, body['code']]).toEqual([401, 'invalid_token']);
      expect(headers['www-authenticate']).toMatch(/^Bearer realm="auth", error="invalid_token"/);
    });

    it('lets members of any of the groups in, and nobody else', async () => {
      const outcomes = ['hr', 'payroll', 'staff', 'us-east-1_Pool_hr'].map(async (group) => {
        const { status } = await get('salaries', await token({ 'cognito:groups': [group] }));
        return status;
      });
      await expect(Promise.all(outcomes)).resolves.toEqual([200, 200, 403, 403]);
      await expect(get('admin', await token({ 'cognito:groups': ['admin'] }))).resolves.toMatchObject({
        status: 200,
      });
    });

    it('asks for a recent sign-in where the route does (RFC 9470)', async () => {
      await expect(get('erase', await token())).resolves.toMatchObject({ status: 200 });
      const { status, headers } = await get(
        'erase',
        await token({ auth_time: Math.floor(Date.now() / 1000) - 301 }),
      );
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toMatch(/error="insufficient_user_authentication".*max_age=300$/);
    });
  });

  it('speaks through the service’s own filter where it has one', async () => {
    await start(CognitoAccessModule.forRoot(options()), (starting) =>
      starting.useGlobalFilters(new OwnFilter()),
    );
    const { status, headers, body } = await get('mine');
    expect([status, body]).toEqual([401, { own: 401 }]);
    expect(headers['www-authenticate']).toBe('Bearer realm="auth"');
  });

  it('asks the authentication service where it is told to', async () => {
    const sessionCheck = { url: authService.url };
    const useFactory = () => Promise.resolve(options({ sessionCheck, adminGroup: 'root' }));
    await start(CognitoAccessModule.forRootAsync({ useFactory }));
    const claims = { 'cognito:groups': ['root', 'hr'] };
    authService.body = { userId: 'user-1', status: 'ACTIVE', groups: ['hr'] };
    await expect(get('salaries', await token(claims))).resolves.toMatchObject({ status: 200 });
    await expect(get('admin', await token(claims))).resolves.toMatchObject({ status: 403 });
    authService.refuse(401, 'session_revoked');
    const ended = await get('mine', await token({ origin_jti: 'family-2' }));
    expect([ended.status, ended.body['code']]).toEqual([401, 'session_revoked']);
    expect(ended.body['type']).toBe(`${authService.url}/docs/errors#session_revoked`);
    authService.refuse(503, 'service_unavailable');
    const unknown = await get('mine', await token({ origin_jti: 'family-3' }));
    expect([unknown.status, unknown.headers['retry-after']]).toEqual([503, '2']);
  });

  it('does not start with options that are wrong', async () => {
    const wrong = { ...options(), clientIds: [] };
    expect(() => CognitoAccessModule.forRoot(wrong)).toThrow('clientIds');
    await expect(start(CognitoAccessModule.forRootAsync({ useFactory: () => wrong }))).rejects.toThrow(
      'clientIds',
    );
  });

  it('does not start on a platform whose requests it cannot read', async () => {
    const adapter = new FastifyAdapter();
    jest.spyOn(adapter, 'getType').mockReturnValue('express');
    const starting = await create(CognitoAccessModule.forRoot(options()), adapter);
    await expect(starting.init()).rejects.toThrow("needs @nestjs/platform-fastify, but runs on 'express'");
  });
});
