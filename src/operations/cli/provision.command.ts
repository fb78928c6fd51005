import { createCognitoClient } from '../../aws/cognito-client.js';
import { createDynamoDbClient } from '../../aws/dynamodb-client.js';
import { SilentObserver } from '../../aws/silent-observer.js';
import { environment, loadConfig } from '../../config/load-config.js';
import type { CloudTarget, Settings } from '../../config/settings.js';
import { askedDeployment, type AskedDeployment } from '../../provisioning/asked-deployment.js';
import { updateEnvFile } from '../../provisioning/env-file.js';
import {
  looking,
  mending,
  type Finding,
  type ProvisionReport,
  type Walk,
} from '../../provisioning/finding.js';
import { provision, type ProvisionRequest } from '../../provisioning/provision.js';
import { ProvisioningError } from '../../provisioning/provisioning-error.js';
import { serviceVariables } from '../../provisioning/service-variables.js';
import { ask, isSomebodyThere } from './ask.js';
import { EXIT } from './exit-code.js';
import type { OperatorCommand } from './operator-command.js';
import { provisionArguments, type ProvisionArguments } from './provision-arguments.js';
import { changeText, newlyLackingText, planOf, printPlan, type Plan } from './provision-text.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

const HELP = `Usage: npm run provision [-- OPTIONS]

Makes everything the service needs in the AWS account and region that the usual variables name (AWS_PROFILE, AWS_REGION,
AWS_ENDPOINT_URL_…), or brings it up to date: user pool, app client, group, domain, Google, tables. Prints the plan, then
what it does, and writes the settings of the service to a file. May be repeated, also after a run that was broken off; what
is left out stays as it is, and a second run changes nothing. Nothing is ever deleted.

  --profile standard|hipaa  SECURITY_PROFILE of the deployment
  --domain PREFIX           prefix of the address of the hosted pages, which Google sign-in needs
  --google-client-id ID     sign-in with Google; the client secret is taken from GOOGLE_CLIENT_SECRET, or asked for
  --callback-url URL        where the hosted pages may lead back to, besides PUBLIC_URL; may be repeated
  --tier TIER               LITE, ESSENTIALS (of a new pool) or PLUS
  --public-client           an app client without a secret
  --mail-from ADDRESS       sender of the pool's mails, through Amazon SES
  --mail-identity ARN       the verified identity in SES that the sender belongs to
  --env-file FILE           where the settings are written; .env.provisioned unless given
  --dry-run                 only prints the plan
  --yes                     does not ask before it begins; it only ever asks in a terminal
  --help                    this text

Ends with 0, 2 where a dry run found something to change, or 1 on failure.`;

/** Cognito and DynamoDB take longer to make things than to use them. */
const LIMITS = { request: 30_000 };

export const provisionCommand: OperatorCommand = {
  help: HELP,

  async run(args, { terminal, signal }): Promise<number> {
    const given = provisionArguments(args);
    const env = { ...environment(given.file), ...given.settings };
    const settings = loadConfig(env, { provisioning: true });
    checkTier(given, settings);
    return withClients(settings, async (clients) => {
      const asked = await askedFor(given, settings, clients.cognito, env['GOOGLE_CLIENT_SECRET']);
      printTarget(settings, terminal);
      const request = { ...clients, ...asked };
      const plan = await planned(request);
      printPlan(plan, terminal);
      if (plan.obstacles.length > 0) throw new ProvisioningError(plan.obstacles.join('\n'));
      if (given.dryRun) return plan.changes === 0 ? EXIT.clean : EXIT.somethingLeft;
      if (plan.changes > 0 && !(await isAgreed(given))) return EXIT.stopped;
      if (signal.aborted) return EXIT.stopped;
      const connection = await provision(request, talkative(plan, terminal, signal));
      const variables = await serviceVariables({ settings, asked, connection, env });
      printFile(given.file, await updateEnvFile(given.file, variables), terminal);
      return EXIT.clean;
    });
  },
};

type Clients = Pick<ProvisionRequest, 'cognito' | 'dynamodb'>;

async function withClients<T>(settings: Settings, work: (clients: Clients) => Promise<T>): Promise<T> {
  const { cognitoEndpoint, dynamodbEndpoint } = settings.target as CloudTarget;
  const connection = {
    region: settings.region,
    cognito: cognitoEndpoint === undefined ? {} : { endpoint: cognitoEndpoint },
    dynamodb: dynamodbEndpoint === undefined ? {} : { endpoint: dynamodbEndpoint },
  };
  const observer = new SilentObserver();
  const cognito = createCognitoClient(connection, observer, LIMITS);
  const dynamodb = createDynamoDbClient(connection, observer, LIMITS);
  try {
    return await work({ cognito, dynamodb });
  } finally {
    cognito.destroy();
    dynamodb.destroy();
  }
}

async function askedFor(
  { options, googleClientId: clientId, dryRun }: ProvisionArguments,
  settings: Settings,
  cognito: Clients['cognito'],
  secret: string | undefined,
): Promise<AskedDeployment> {
  const asked = await askedDeployment(cognito, settings, {
    ...options,
    ...(clientId !== undefined && {
      google: { clientId, ...(secret !== undefined && { clientSecret: secret }) },
    }),
  });
  const pool = asked.settings;
  if (clientId !== undefined && (pool.callbackUrls === undefined || pool.domain === undefined)) {
    throw new UsageError('Google sign-in needs --domain, and --callback-url or the setting PUBLIC_URL.');
  }
  const needsSecret = clientId !== undefined && secret === undefined && asked.liveGoogleClientId !== clientId;
  if (!needsSecret) return asked;
  const clientSecret = dryRun ? '(given later)' : await googleSecret();
  return { ...asked, settings: { ...pool, google: { clientId, clientSecret } } };
}

async function googleSecret(): Promise<string> {
  const answer = isSomebodyThere() ? await ask('Client secret of Google (not shown): ', { echo: false }) : '';
  if (answer === '') throw new UsageError('Set GOOGLE_CLIENT_SECRET to the client secret of Google.');
  return answer;
}

function checkTier({ options: { tier } }: ProvisionArguments, { password, securityProfile }: Settings): void {
  if (tier !== 'LITE' || password.historySize === 0) return;
  throw new UsageError(
    `The tier LITE keeps no password history, which PASSWORD_HISTORY or the profile ${securityProfile} demands.`,
  );
}

async function planned(request: ProvisionRequest): Promise<Plan> {
  const findings: Finding[] = [];
  await provision(
    request,
    looking((finding) => findings.push(finding)),
  );
  return planOf(findings);
}

/** Mends, tells of every change, and ends after the change at which it is interrupted. */
function talkative(plan: Plan, terminal: Terminal, signal: AbortSignal): Walk {
  const tell = (report: ProvisionReport): void => {
    terminal.line(changeText(report));
    signal.throwIfAborted();
  };
  const found = (finding: Finding): void => {
    const text = newlyLackingText(finding, plan);
    if (text !== undefined) terminal.line(text);
  };
  return { ...mending(tell), found };
}

function printTarget({ region, securityProfile, tablePrefix, target }: Settings, terminal: Terminal): void {
  const { cognitoEndpoint, dynamodbEndpoint } = target as CloudTarget;
  terminal.line(`Region ${region}, profile ${securityProfile}, names that start with ${tablePrefix}`);
  if (cognitoEndpoint !== undefined) terminal.line(`Cognito at ${cognitoEndpoint}`);
  if (dynamodbEndpoint !== undefined) terminal.line(`DynamoDB at ${dynamodbEndpoint}`);
  terminal.line('');
}

async function isAgreed({ yes }: ProvisionArguments): Promise<boolean> {
  if (yes || !isSomebodyThere()) return true;
  return /^y(es)?$/i.test(await ask('Go ahead? [y/N] ', { echo: true }));
}

function printFile(file: string, isChanged: boolean, terminal: Terminal): void {
  terminal.line('');
  if (!isChanged) {
    terminal.line(`${file} is up to date.`);
    return;
  }
  terminal.line(`Settings of the service: ${file} (it holds secrets)`);
  terminal.line('Next:');
  if (file !== '.env') terminal.line(`  cp ${file} .env`);
  terminal.line('  npm run doctor');
  terminal.line('  npm run users -- create-admin you@example.com');
  terminal.line('  npm start');
}
