import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { html, Html } from './html.js';

const STYLE = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; }
main { box-sizing: border-box; margin: 8vh auto; max-width: 26rem; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.25rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input:not([type=checkbox]):not([type=hidden]) {
  border: 1px solid; border-radius: 0.375rem; box-sizing: border-box; font: inherit; padding: 0.6rem; width: 100%;
}
.choice { align-items: center; display: flex; font-weight: 400; gap: 0.5rem; }
button, .button {
  background: #1a56c4; border: 1px solid #1a56c4; border-radius: 0.375rem; box-sizing: border-box; color: #fff;
  cursor: pointer; display: block; font: inherit; font-weight: 600; margin-top: 1rem; padding: 0.6rem; text-align: center;
  overflow-wrap: anywhere; text-decoration: none; width: 100%;
}
.plain { background: transparent; border-color: currentcolor; color: inherit; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
[role=alert] { border: 1px solid #c62828; border-left-width: 0.4rem; border-radius: 0.375rem; padding: 0.5rem 0.75rem; }
code { font-size: 1.05rem; overflow-wrap: anywhere; }
small { display: block; margin-top: 1.5rem; }
`;

const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'cache-control': 'no-store',
  // No `form-action`: browsers hold the redirects that follow a form to it, and those lead on beyond the callback.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Stricter ones make browsers send forms with the origin "null".
  'referrer-policy': 'same-origin',
};

interface Page {
  readonly title: string;
  readonly content: Html;
  readonly status?: number;
}

export function sendPage(reply: FastifyReply, { title, content, status = 200 }: Page): FastifyReply {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${Html.verbatim(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `;
  return reply.status(status).headers(HEADERS).type('text/html; charset=utf-8').send(document.toString());
}

export function alertLine(message: string | undefined): Html {
  return message === undefined ? html`` : html`<p role="alert">${message}</p>`;
}
