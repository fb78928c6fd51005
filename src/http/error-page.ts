import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ERROR_CODES, type ErrorCode } from '../shared/error-code.js';
import { ERROR_CATALOGUE } from './error-catalogue.js';
import { ERROR_STATUS } from './error-status.js';

/** The page that the `type` of a problem points to, one anchor for each code. */
export function serveErrorPage(app: NestFastifyApplication): void {
  const html = page();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/docs/errors', (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
}

function page(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Error codes</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h2 { font-size: 1.2rem; margin-top: 2rem }
section:target { outline: 2px solid; outline-offset: .5rem }
</style>
<main>
<h1>Error codes</h1>
${ERROR_CODES.map(section).join('\n')}
</main>
</html>
`;
}

function section(code: ErrorCode): string {
  const { title, detail, remedy } = ERROR_CATALOGUE[code];
  return `<section id="${code}">
<h2><code>${code}</code> (${ERROR_STATUS[code]})</h2>
<p><strong>${escape(title)}.</strong> ${escape(detail)}</p>
<p>What to do: ${escape(remedy)}</p>
</section>`;
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');
}
