import type { MailRecord } from '../store/records.js';
import { isHtml, readableText } from './mail-text.js';

const REFRESH_SECONDS = 3;

export const OUTBOX_STYLE = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
article { border: 1px solid; border-radius: 0.5rem; margin: 1rem 0; padding: 0 1rem; }
h2 { margin-bottom: 0; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
strong { font-family: monospace; font-size: 1.5rem; letter-spacing: 0.1em; }
`;

interface PageOptions {
  readonly to: string | undefined;
  readonly paused: boolean;
}

export function renderOutboxPage(messages: readonly MailRecord[], { to, paused }: PageOptions): string {
  const refresh = paused ? '' : `<meta http-equiv="refresh" content="${REFRESH_SECONDS}">`;
  const filter = to === undefined ? '' : `to=${encodeURIComponent(to)}&`;
  const toggle = paused
    ? `<a href="/outbox?${escapeHtml(filter)}">Refresh by itself again</a>`
    : `<a href="/outbox?${escapeHtml(filter)}refresh=off">Stop refreshing</a>`;
  const whose = to === undefined ? '' : ` to ${escapeHtml(to)}`;
  const list = messages.length === 0 ? '<p>No messages yet.</p>' : messages.map(renderMessage).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}
<title>Outbox${whose}</title>
<style>${OUTBOX_STYLE}</style>
</head>
<body>
<main>
<h1>Outbox${whose}</h1>
<p>Every message that Amazon Cognito and Amazon SES would have sent, newest first. ${toggle}</p>
${list}
</main>
</body>
</html>
`;
}

function renderMessage(message: MailRecord): string {
  const code = message.code === null ? '' : `<p>Code: <strong>${escapeHtml(message.code)}</strong></p>`;
  const sentAt = new Date(message.sentAt).toISOString();
  const page = isHtml(message.body) ? `<p><a href="/outbox/${message.sequence}">As a page</a></p>` : '';
  return `<article>
<h2>${escapeHtml(message.subject)}</h2>
<p>To ${escapeHtml(message.to)} · <time datetime="${sentAt}">${sentAt}</time> · ${escapeHtml(message.purpose)}</p>
${code}
<pre>${escapeHtml(readableText(message.body))}</pre>
${page}
</article>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
