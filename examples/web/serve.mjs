// Builds the example page, serves it on loopback, and starts the service beside it, or uses the one that API names.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { API, WEB_PORT = '8080' } = process.env;
const origin = `http://localhost:${WEB_PORT}`;

/** Nothing but what is served here runs, and nothing but the service is called. */
const policy = (api) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${new URL(api).origin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const headers = (api, type) => ({
  'content-type': `${type}; charset=utf-8`,
  'content-security-policy': policy(api),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
});

let api;
let files = new Map();
const server = createServer((request, response) => {
  const [pathname] = (request.url ?? '/').split('?', 1);
  const file = files.get(pathname);
  if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(file === undefined ? 404 : 405, { 'content-type': 'text/plain' }).end('Not here.\n');
    return;
  }
  response.writeHead(200, headers(api, file.type)).end(request.method === 'HEAD' ? undefined : file.text);
});
server.once('error', (error) => {
  console.error(`WEB_PORT ${WEB_PORT} cannot be had (${error.code}): name another one.`);
  process.exit(1);
});
server.listen(Number(WEB_PORT), '127.0.0.1', async () => {
  api = API ?? (await startService());
  files = await filesToServe(api);
  console.log(`\n  Example    ${origin}\n`);
  if (API !== undefined) console.log(`  The service at ${API} must have CORS_ORIGINS=${origin}\n`);
});

async function filesToServe(address) {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}src/app.ts`],
    tsconfig: `${HERE}tsconfig.json`,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const escaped = new URL(address).href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const html = (await readFile(`${HERE}public/index.html`, 'utf8')).replace('%API%', escaped);
  return new Map([
    ['/', { type: 'text/html', text: html }],
    ['/style.css', { type: 'text/css', text: await readFile(`${HERE}public/style.css`, 'utf8') }],
    ['/app.js', { type: 'text/javascript', text: outputFiles[0].text }],
  ]);
}

/** The built service as `npm start` runs it, with this page let in; its address. */
async function startService() {
  const service = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: { CORS_ORIGINS: origin, SOCIAL_REDIRECT_URIS: `${origin}/`, ...process.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  service.once('exit', (code) => process.exit(code ?? 1));
  process.once('exit', () => service.kill());
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => service.kill(signal));
  return new Promise((resolve) => {
    let text = '';
    service.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      text = (text + chunk).slice(-10_000);
      const address = /^ *API +(\S+)/m.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
