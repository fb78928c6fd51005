// Writes the parts of the documentation that repeat the code; with --check it only compares and fails on drift.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { STATUS_CODES } from 'node:http';
import { format, resolveConfig } from 'prettier';
import { ENV_GROUPS } from '../dist/config/env.schema.js';
import { ERROR_CATALOGUE } from '../dist/http/error-catalogue.js';
import { ERROR_STATUS } from '../dist/http/error-status.js';
import { countedCalls, monthTable, operationTable, quotaTable } from './costs.mjs';

const ROOT = new URL('../', import.meta.url);

const drifted = [];
await put('docs/configuration.md', (text) => withBlock(text, 'settings', settingsTables()));
await put('docs/errors.md', (text) => withBlock(text, 'codes', errorSections()));
await put('.env.example', envExample);
const counted = countedCalls(await readFile(new URL('docs/architecture.md', ROOT), 'utf8'));
await put('docs/costs.md', (text) =>
  [
    ['operations', operationTable(counted)],
    ['months', monthTable(counted, 12)],
    ['quotas', quotaTable(counted)],
  ].reduce((before, [name, content]) => withBlock(before, name, content), text),
);

if (drifted.length > 0) {
  console.error(
    `Does not match the code: ${drifted.join(', ')}. Run \`npm run docs\` and commit the result.`,
  );
  process.exit(1);
}

async function put(path, make) {
  const file = new URL(path, ROOT);
  const before = await readFile(file, 'utf8').catch(() => '');
  const after = path.endsWith('.md') ? await pretty(file, make(before)) : make(before);
  if (before === after) return;
  if (process.argv.includes('--check')) drifted.push(path);
  else await writeFile(file, after);
}

async function pretty(file, text) {
  const path = fileURLToPath(file);
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** What stands between `<!-- name -->` and `<!-- /name -->` is made here, everything round it by people. */
function withBlock(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${start} … ${end} is missing`);
  return `${text.slice(0, text.indexOf(start) + start.length)}\n\n${content}\n\n${text.slice(text.indexOf(end))}`;
}

function settingsTables() {
  return Object.entries(ENV_GROUPS)
    .map(([title, variables]) => {
      const rows = Object.entries(variables).map(([name, { accepts, defaultText, help }]) => {
        const value = defaultText ? `\`${defaultText}\`` : '';
        return `| \`${name}\` | ${value} | ${accepts} | ${help.replaceAll('|', '\\|')} |`;
      });
      return [
        `## ${title}`,
        '',
        '| variable | default | takes | what for |',
        '| --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function envExample() {
  const groups = Object.entries(ENV_GROUPS).map(([title, variables]) => {
    const entries = Object.entries(variables).map(
      ([name, { defaultText, help }]) => `# ${help}\n# ${name}=${defaultText ?? ''}\n`,
    );
    return `# --- ${title} ---\n\n${entries.join('\n')}`;
  });
  return [
    '# Every setting with its default. Copy to .env and take the # off the lines that you change; variables of the\n' +
      '# environment go before this file. docs/configuration.md says more.\n',
    ...groups,
  ].join('\n');
}

function errorSections() {
  const codes = Object.keys(ERROR_CATALOGUE);
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))].sort((a, b) => a - b);
  return statuses
    .map((status) => {
      const sections = codes.filter((code) => ERROR_STATUS[code] === status).map(section);
      return `## ${status} ${STATUS_CODES[status]}\n\n${sections.join('\n\n')}`;
    })
    .join('\n\n');
}

function section(code) {
  const { title, detail, remedy } = ERROR_CATALOGUE[code];
  return `### \`${code}\`\n\n**${ERROR_STATUS[code]} · ${title}.** ${detail}\n\nWhat to do: ${remedy}`;
}
