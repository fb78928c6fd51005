import type { Brand } from '../../config/trigger-settings.js';
import type { Language } from '../../shared/languages.js';
import { escapeHtml } from './escape-html.js';
import { MAIL_TEXTS, type MailKind } from './mail-texts.js';

export interface MailContent {
  readonly kind: MailKind;
  readonly language: Language;
  /** Whom it greets; undefined for nobody by name. */
  readonly name: string | undefined;
  /** Cognito's placeholders, taken as they are. */
  readonly code: string;
  readonly username: string | undefined;
}

const FONT = 'font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a';
const CODE = 'font-family:Consolas,Menlo,monospace;font-size:24px';

/**
 * The body: one column without images, styles or links from elsewhere, that still reads in order where a mail reader shows
 * only its text. Cognito sends it as HTML and takes no second body in plain text.
 */
export function mailHtml(content: MailContent, brand: Brand): string {
  const { kind, language, name, code, username } = content;
  const texts = MAIL_TEXTS[language];
  const { subject, why, codeLabel, validity, advice } = texts.kinds[kind];
  const lines = [
    paragraph(escapeHtml(texts.greeting(name))),
    paragraph(escapeHtml(why)),
    ...(username === undefined ? [] : [value(texts.usernameLabel, username)]),
    value(codeLabel, code),
    paragraph(escapeHtml(`${validity} ${texts.neverShare}`)),
    paragraph(escapeHtml(advice)),
  ];
  return [
    `<!doctype html>\n<html lang="${language}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="margin:0;padding:0;background:#f4f4f4"><div style="max-width:600px;margin:0 auto;background:#ffffff;${FONT}">`,
    ...head(brand),
    `<div style="padding:24px">\n${lines.join('\n')}\n</div>`,
    `<div style="padding:0 24px 24px;font-size:13px;color:#595959">\n${foot(texts, brand).join('\n')}\n</div>`,
    '</div></body>\n</html>\n',
  ].join('\n');
}

function head({ name, color }: Brand): string[] {
  if (name === undefined) return [];
  const style = `margin:0;padding:16px 24px;background:${escapeHtml(color)};color:#ffffff;font-size:18px`;
  return [`<p style="${style}"><strong>${escapeHtml(name)}</strong></p>`];
}

function foot({ help, automatic }: { help: string; automatic: string }, { url, support }: Brand): string[] {
  return [
    paragraph(escapeHtml(automatic)),
    ...(support === undefined ? [] : [paragraph(`${escapeHtml(help)} ${link(support)}`)]),
    ...(url === undefined ? [] : [paragraph(link(url))]),
  ];
}

/** Only addresses of the settings are ever linked, and they are shown as what they are. */
function link(address: string): string {
  return `<a href="${escapeHtml(address)}">${escapeHtml(address.replace(/^mailto:/, ''))}</a>`;
}

function paragraph(html: string): string {
  return `<p style="margin:0 0 16px">${html}</p>`;
}

function value(label: string, placeholder: string): string {
  return paragraph(`${escapeHtml(label)}: <strong style="${CODE}">${placeholder}</strong>`);
}
