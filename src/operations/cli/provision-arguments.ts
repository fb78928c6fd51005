import { TIERS, type DeploymentOptions } from '../../provisioning/asked-deployment.js';
import { mailbox } from '../../shared/mailbox.js';
import { parseArguments } from './command-arguments.js';
import { UsageError } from './usage-error.js';

export interface ProvisionArguments {
  readonly file: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly googleClientId: string | undefined;
  readonly options: DeploymentOptions;
  /** Settings that options stand for; they go over those of the environment. */
  readonly settings: Readonly<Record<string, string>>;
}

const IDENTITY_ARN = /^arn:aws[\w-]*:ses:[\w-]+:\d{12}:identity\/\S+$/;

export function provisionArguments(args: readonly string[]): ProvisionArguments {
  const { values } = parseArguments(args, {
    profile: { type: 'string' },
    'google-client-id': { type: 'string' },
    domain: { type: 'string' },
    'callback-url': { type: 'string', multiple: true },
    tier: { type: 'string' },
    'public-client': { type: 'boolean' },
    'mail-from': { type: 'string' },
    'mail-identity': { type: 'string' },
    'env-file': { type: 'string', default: '.env.provisioned' },
    'dry-run': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  });
  const { profile, domain, 'callback-url': callbackUrls, 'public-client': publicClient } = values;
  if (profile !== undefined && profile !== 'standard' && profile !== 'hipaa') {
    throw new UsageError('--profile must be standard or hipaa.');
  }
  for (const address of callbackUrls ?? []) checkCallback(address);
  const tier = tierOf(values.tier);
  const sender = senderOf(values['mail-from'], values['mail-identity']);
  return {
    file: values['env-file'],
    dryRun: values['dry-run'],
    yes: values.yes,
    googleClientId: values['google-client-id'],
    options: {
      ...(tier !== undefined && { tier }),
      ...(publicClient !== undefined && { publicClient }),
      ...(domain !== undefined && { domain }),
      ...(callbackUrls !== undefined && { callbackUrls }),
      ...(sender !== undefined && { sender }),
    },
    settings: {
      ...(profile !== undefined && { SECURITY_PROFILE: profile }),
      // Rotation and password history are features of the other tiers.
      ...(tier === 'LITE' && { COGNITO_REFRESH_ROTATION: 'false' }),
    },
  };
}

function tierOf(given: string | undefined): DeploymentOptions['tier'] {
  if (given === undefined) return undefined;
  const tier = TIERS.find((candidate) => candidate === given.toUpperCase());
  if (tier === undefined) throw new UsageError(`--tier must be one of ${TIERS.join(', ')}.`);
  return tier;
}

function senderOf(from: string | undefined, sourceArn: string | undefined): DeploymentOptions['sender'] {
  if (from === undefined && sourceArn === undefined) return undefined;
  if (from === undefined || sourceArn === undefined) {
    throw new UsageError('--mail-from and --mail-identity must be given together.');
  }
  if (!IDENTITY_ARN.test(sourceArn)) {
    throw new UsageError(
      '--mail-identity must be the ARN of a verified identity, e.g. arn:aws:ses:eu-west-1:123456789012:identity/example.com.',
    );
  }
  return { from: mailbox(from), sourceArn };
}

function checkCallback(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
  const isApp = url !== undefined && /^[a-z][\w+-]*(\.[\w+-]+)+:$/.test(url.protocol);
  if (url?.protocol !== 'https:' && !isLocal && !isApp) {
    throw new UsageError(
      '--callback-url must be an https:// address, http://localhost or the scheme of an app.',
    );
  }
}
