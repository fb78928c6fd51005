import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { OPERATIONS } from '../operations/operation-table.js';
import { OPERATION_SIGNATURES } from './operation-names.js';

describe('the table of operations', () => {
  it('sends no signature with the unsigned ones alone, as the SDK does', async () => {
    const client = new CognitoIdentityProvider({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const signed = new Map<string, boolean>();
    client.middlewareStack.add(
      () => (call) => {
        const { headers } = call.request as { headers: Record<string, string> };
        const target = headers['x-amz-target'] ?? '';
        signed.set(target.split('.')[1] ?? '', headers['authorization'] !== undefined);
        return Promise.reject(new Error('seen'));
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const methods = client as unknown as Record<string, (input: object) => Promise<unknown>>;
    for (const name of Object.keys(OPERATION_SIGNATURES)) {
      await methods[name.charAt(0).toLowerCase() + name.slice(1)]?.({}).catch(() => undefined);
    }
    const expected = Object.entries(OPERATION_SIGNATURES).map(([name, kind]) => [name, kind === 'signed']);
    expect(Object.fromEntries(signed)).toEqual(Object.fromEntries(expected));
  });

  it('names each built operation once', () => {
    expect(OPERATIONS.size).toBeGreaterThanOrEqual(45);
    for (const [name, operation] of OPERATIONS) {
      expect(operation.name).toBe(name);
    }
  });
});
