import { createCognitoClient } from '../../aws/cognito-client.js';
import { createDynamoDbClient } from '../../aws/dynamodb-client.js';
import { SilentObserver } from '../../aws/silent-observer.js';
import { environment, loadConfig } from '../../config/load-config.js';
import { examine } from '../../provisioning/doctor/examination.js';
import { writeWhole } from '../../shared/write-whole.js';
import { parseArguments } from './command-arguments.js';
import { countsOf, printRows, summaryText, type Counts } from './doctor-text.js';
import { evidence, type EvidenceOf } from './evidence.js';
import { EXIT } from './exit-code.js';
import type { OperatorCommand } from './operator-command.js';
import { operatorRuntime } from './operator-runtime.js';
import type { Terminal } from './terminal.js';

const HELP = `Usage: npm run doctor [-- --all] [--json] [--evidence FILE] [--env-file FILE]

Compares the live user pool, app client, tables and the rest with what the settings and their profile demand, and says of each
difference what was found, what is demanded, why it matters and what mends it. Changes nothing, and may be run at any time.

  --all             prints what is as it should be, too
  --json            prints everything as JSON instead (npm run --silent doctor -- --json)
  --evidence FILE   also writes a dated report in Markdown for an auditor
  --env-file FILE   settings, for what neither the environment nor .env names
  --help            this text

Ends with 0 where all is well, 2 where there are warnings, 3 where something is critical, 1 where it could not look.`;

const LIMITS = { request: 30_000 };

export const doctorCommand: OperatorCommand = {
  help: HELP,

  async run(args, { terminal }): Promise<number> {
    const { values } = parseArguments(args, {
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      evidence: { type: 'string' },
      'env-file': { type: 'string' },
    });
    const examined = await examineDeployment(values['env-file']);
    const counts = countsOf(examined.rows);
    if (values.evidence !== undefined) {
      await writeWhole(values.evidence, evidence(examined));
      terminal.notice(`The report is in ${values.evidence}`);
    }
    if (values.json) terminal.line(JSON.stringify(asJson(examined, counts), null, 2));
    else print(examined, counts, values.all, terminal);
    if (counts.critical > 0) return EXIT.critical;
    return counts.warning > 0 ? EXIT.somethingLeft : EXIT.clean;
  },
};

async function examineDeployment(file: string | undefined): Promise<EvidenceOf> {
  const runtime = await operatorRuntime(loadConfig(environment(file)));
  const { settings, connection } = runtime;
  const observer = new SilentObserver();
  const cognito = createCognitoClient(connection, observer, LIMITS);
  const dynamodb = createDynamoDbClient(connection, observer, LIMITS);
  try {
    const examination = await examine({ settings, connection, cognito, dynamodb });
    return { ...examination, settings, connection, at: new Date() };
  } finally {
    cognito.destroy();
    dynamodb.destroy();
    await runtime.close();
  }
}

function print(
  { settings, connection, rows }: EvidenceOf,
  counts: Counts,
  all: boolean,
  terminal: Terminal,
): void {
  const { region, userPool } = connection;
  terminal.line(`Region ${region}, profile ${settings.securityProfile}, user pool ${userPool.userPoolId}\n`);
  printRows(rows, all, terminal);
  terminal.line(`\n${summaryText(counts)}`);
}

/** What is not set is null there. */
function asJson({ settings, connection, rows, at, userPoolArn }: EvidenceOf, counts: Counts): object {
  const { region, userPool, tablePrefix } = connection;
  return {
    at: at.toISOString(),
    profile: settings.securityProfile,
    region,
    userPoolId: userPool.userPoolId,
    userPoolArn: userPoolArn ?? null,
    clientId: userPool.clientId,
    tablePrefix,
    counts,
    rows: rows.map((row) => ({ ...row, have: row.have ?? null, want: row.want ?? null })),
  };
}
