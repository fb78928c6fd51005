import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `cognito-auth-service/access` is made of, as it was built. */
async function closure(): Promise<{ files: string[]; packages: string[] }> {
  const script = `import { accessClosure } from './scripts/access-closure.mjs';
    console.log(JSON.stringify(await accessClosure('.')));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as { files: string[]; packages: string[] };
}

describe('the package for other services', () => {
  it('takes the guards and the verifier along, and nothing else of the service', async () => {
    const { files, packages } = await closure();
    const folders = new Set(files.map((file) => file.split('/').slice(1, -1).join('/')));
    expect([...folders].sort()).toEqual([
      'access',
      'access-package',
      'auth',
      'auth/cognito',
      'http',
      'shared',
    ]);
    expect(files.length).toBeLessThan(80);
    expect(packages).toEqual(['@nestjs/common', '@nestjs/core', 'aws-jwt-verify']);
  });

  it('loads by the name that other services import it by', async () => {
    const script = `import 'reflect-metadata';
      const loaded = await import('cognito-auth-service/access');
      console.log(Object.keys(loaded).sort().join());`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
    expect(stdout.trim()).toBe(
      'AdminOnly,Authenticated,CognitoAccessModule,CurrentUser,Groups,Public,RequireRecentAuth',
    );
  });
});
