/** What the expense tracker has to be told. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  readonly userPoolId: string;
  readonly clientIds: readonly string[];
  /** Only where it is not Cognito's own, as with the embedded servers. */
  readonly issuer: string | undefined;
  readonly authServiceUrl: string;
  readonly table: string;
  /** Whether /docs is served. */
  readonly docs: boolean;
}

const REQUIRED = ['AWS_REGION', 'COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID', 'AUTH_SERVICE_URL'] as const;

/** Throws an error that names every variable that is missing or wrong. */
export function loadSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env['PORT'] ?? '3001');
  const docs = env['DOCS'] ?? String(env['NODE_ENV'] !== 'production');
  const wrong = [
    ...REQUIRED.filter((name) => (env[name] ?? '') === '').map((name) => `${name} is missing`),
    ...(Number.isInteger(port) && port >= 0 && port < 65_536 ? [] : ['PORT must be a port']),
    ...(['true', 'false'].includes(docs) ? [] : ['DOCS must be true or false']),
  ];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    region: env['AWS_REGION'] ?? '',
    userPoolId: env['COGNITO_USER_POOL_ID'] ?? '',
    clientIds: (env['COGNITO_CLIENT_ID'] ?? '').split(','),
    issuer: env['COGNITO_ISSUER'],
    authServiceUrl: env['AUTH_SERVICE_URL'] ?? '',
    table: env['EXPENSES_TABLE'] ?? 'expenses',
    docs: docs === 'true',
  };
}
