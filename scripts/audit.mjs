// Checks an export of the audit trail offline: npm run audit -- verify export.ndjson
// Ends with 0 where it is intact, 1 where it is not, 2 where it could not be checked.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const USAGE =
  'Usage: npm run audit -- verify <export.ndjson>   (SESSION_SECRET, where known, proves the seals)';
const SHOWN = 20;

const [command, file, ...rest] = process.argv.slice(2);
if (command === '--help') {
  console.log(USAGE);
  process.exit();
}
if (command !== 'verify' || file === undefined || rest.length > 0) fail(USAGE);

const { AuditSeals, ExportCheck, SecretKeys, loadConfig } = await fromBuild();
const secrets = await knownSecrets();
const check = new ExportCheck(
  new AuditSeals(secrets.length > 0 ? new SecretKeys(secrets) : { derive: () => [] }),
);
try {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) check.add(line);
} catch (error) {
  fail(`${file} cannot be read: ${error.message}`);
}
check.end();
report();

function report() {
  const { checked, unsealed, problems } = check;
  for (const { line, eventId, what } of problems.slice(0, SHOWN)) {
    console.log(`line ${line}: ${eventId === null ? '' : `event ${eventId} `}${what}`);
  }
  if (problems.length > SHOWN) console.log(`… and ${problems.length - SHOWN} more`);
  if (unsealed > 0) {
    console.log(
      `The seals of ${unsealed} of ${checked} events could not be checked, because their SESSION_SECRET is not known here: ` +
        'a slip would have been found, but not a file that was rewritten as a whole.',
    );
  }
  console.log(problems.length > 0 ? `${file}: NOT INTACT` : `${file}: intact, ${checked} events`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

async function fromBuild() {
  try {
    const modules = await Promise.all([
      import('../dist/audit/audit-seals.js'),
      import('../dist/audit/export-check.js'),
      import('../dist/shared/secret-keys.js'),
      import('../dist/config/load-config.js'),
    ]);
    return Object.assign({}, ...modules);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return fail('The service is not built yet: npm run build');
  }
}

/** Those of the configuration; in embedded mode, the one that the data folder keeps. */
async function knownSecrets() {
  const { sessionSecrets, target } = settings();
  if (sessionSecrets.length > 0 || target.kind !== 'embedded') return sessionSecrets;
  const text = await readFile(join(target.dataDir, 'secrets.json'), 'utf8').catch(() => '{}');
  const { sessionSecret } = JSON.parse(text);
  return sessionSecret === undefined ? [] : [sessionSecret];
}

function settings() {
  try {
    return loadConfig();
  } catch (error) {
    return fail(error.message);
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
