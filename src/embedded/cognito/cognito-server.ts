import fastify, { type FastifyInstance } from 'fastify';
import { addOAuthRoutes } from './oauth/oauth-routes.js';
import { Outbox } from './outbox/outbox.js';
import { addOutboxRoutes } from './outbox/outbox-routes.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { addAwsJsonRoute, type LogLine } from './protocol/aws-json-route.js';
import { addLoopbackGuard } from './protocol/loopback-guard.js';
import type { OperationContext, PasswordCheckOrder } from './protocol/operation-context.js';
import { addSesRoutes } from './ses/ses-routes.js';
import { CognitoStore } from './store/cognito-store.js';
import { Housekeeping } from './store/housekeeping.js';
import type { SigningKeyRecord } from './store/records.js';
import { addDiscoveryRoutes } from './tokens/discovery-routes.js';
import { SigningKeys } from './tokens/signing-keys.js';
import { TokenIssuer } from './tokens/token-issuer.js';
import type { InvokeFunction } from './triggers/trigger-event.js';
import { TriggerRunner } from './triggers/trigger-runner.js';

const HOST = '127.0.0.1';
const DEFAULT_REGION = 'us-east-1';
const DEFAULT_SCRYPT_COST = 2 ** 14;

export interface EmbeddedCognitoOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the durable store; created when missing. One server at a time may use it. */
  readonly dataDir: string;
  readonly region?: string;
  /** Epoch milliseconds; the system clock unless given. */
  readonly now?: () => number;
  readonly passwordCheckOrder?: PasswordCheckOrder;
  /** scrypt's N for new password hashes. */
  readonly scryptCost?: number;
  /** Makes the keys of a folder that has none. */
  readonly newSigningKeys?: () => Promise<readonly SigningKeyRecord[]>;
  /** Runs the Lambda functions that pools name; without it there are none. It must not call this server: calls take turns. */
  readonly invoke?: InvokeFunction;
  /** Milliseconds that a function may take; 5000 unless given. */
  readonly invokeTimeoutMs?: number;
  /** Takes a line for each call that this server does not support and for each internal error. */
  readonly log?: LogLine;
}

/** Amazon Cognito's wire protocol on loopback, with its state in one folder. */
export class EmbeddedCognitoServer {
  readonly port: number;
  readonly endpoint: string;
  readonly #app: FastifyInstance;
  readonly #store: CognitoStore;

  private constructor(app: FastifyInstance, store: CognitoStore, port: number) {
    this.#app = app;
    this.#store = store;
    this.port = port;
    this.endpoint = endpointOf(port);
  }

  static async start(options: EmbeddedCognitoOptions): Promise<EmbeddedCognitoServer> {
    const store = await CognitoStore.open(options.dataDir);
    try {
      const { app, port } = await listen(options, store);
      return new EmbeddedCognitoServer(app, store, port);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Finishes the calls under way, then lets go of the port and the folder. */
  async close(): Promise<void> {
    await this.#app.close();
    await this.#store.close();
  }
}

async function listen(
  options: EmbeddedCognitoOptions,
  store: CognitoStore,
): Promise<{ app: FastifyInstance; port: number }> {
  const app = fastify({
    forceCloseConnections: 'idle',
    bodyLimit: 1_048_576,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  // A web page may post text to any address unasked; other types make its browser ask first.
  app.removeContentTypeParser('text/plain');
  const issuerOf = (poolId: string): string => `${endpointOf(listeningPort(app))}/${poolId}`;
  const context = await makeContext(options, store, issuerOf);
  addLoopbackGuard(app);
  const log = options.log ?? (() => undefined);
  addAwsJsonRoute(app, context, log);
  addSesRoutes(app, context, log);
  addDiscoveryRoutes(app, context);
  addOAuthRoutes(app, context, log);
  addOutboxRoutes(app, context);
  await app.listen({ host: HOST, port: options.port });
  return { app, port: listeningPort(app) };
}

async function makeContext(
  options: EmbeddedCognitoOptions,
  store: CognitoStore,
  issuerOf: (poolId: string) => string,
): Promise<OperationContext> {
  const now = options.now ?? Date.now;
  const keys = await SigningKeys.load(store, options.newSigningKeys);
  const region = options.region ?? DEFAULT_REGION;
  return {
    store,
    now,
    issuerOf,
    keys,
    region,
    tokens: new TokenIssuer({ store, keys, now, issuerOf }),
    passwords: new PasswordHasher(options.scryptCost ?? DEFAULT_SCRYPT_COST),
    outbox: new Outbox(store, now),
    housekeeping: new Housekeeping(store, now),
    triggers: new TriggerRunner({ region, invoke: options.invoke, timeoutMs: options.invokeTimeoutMs }),
    passwordCheckOrder: options.passwordCheckOrder ?? 'password-first',
  };
}

function listeningPort(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The embedded Cognito server is not listening.');
  }
  return address.port;
}

function endpointOf(port: number): string {
  return `http://${HOST}:${port}`;
}
