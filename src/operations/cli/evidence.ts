import type { AwsConnection } from '../../aws/aws-connection.js';
import type { Settings } from '../../config/settings.js';
import type { DoctorRow } from '../../provisioning/doctor/doctor-row.js';
import type { Examination } from '../../provisioning/doctor/examination.js';
import { countsOf, summaryText } from './doctor-text.js';
import { shown } from './shown.js';

export interface EvidenceOf extends Examination {
  readonly settings: Settings;
  readonly connection: AwsConnection;
  readonly at: Date;
}

const RESULTS: Readonly<Record<DoctorRow['result'], string>> = {
  ok: 'as demanded',
  differs: 'DIFFERS',
  missing: 'MISSING',
  not_offered: 'not offered by the server',
  unknown: 'NOT EXAMINED',
};

/** A report in Markdown for whoever audits the deployment: what was examined, when, and how each control was found. */
export function evidence(of: EvidenceOf): string {
  const subjects = [...new Set(of.rows.map(({ subject }) => subject))];
  return [
    '# Configuration of the authentication service',
    '',
    ...scope(of),
    '',
    `Result: ${summaryText(countsOf(of.rows))}`,
    '',
    'Every value was read from the live deployment by `npm run doctor -- --evidence`, which changes nothing. What is demanded are',
    'the definitions that `npm run provision` makes the deployment from. The report holds no secrets.',
    ...subjects.flatMap((subject) => section(subject, of.rows)),
    '',
  ].join('\n');
}

function scope({ at, settings, connection, userPoolArn }: EvidenceOf): string[] {
  const [, , , region = connection.region, account = 'not known'] = userPoolArn?.split(':') ?? [];
  const rows = [
    ['examined at', at.toISOString()],
    ['security profile', settings.securityProfile],
    ['AWS account', account],
    ['region', region],
    ['user pool', connection.userPool.userPoolId],
    ['app client', connection.userPool.clientId],
    ['tables', `${connection.tablePrefix}*`],
    ['Cognito', connection.cognito.endpoint ?? 'AWS'],
    ['DynamoDB', connection.dynamodb.endpoint ?? 'AWS'],
  ];
  return ['| what | value |', '| --- | --- |', ...rows.map(tableRow)];
}

function section(subject: string, rows: readonly DoctorRow[]): string[] {
  const own = rows.filter((row) => row.subject === subject);
  return [
    '',
    `## ${subject}`,
    '',
    '| control | found | demanded | result | severity | why |',
    '| --- | --- | --- | --- | --- | --- |',
    ...own.map(({ control, have, want, result, severity, why }) =>
      tableRow([control, shown(have), shown(want), RESULTS[result], severity ?? '', why]),
    ),
  ];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
}
