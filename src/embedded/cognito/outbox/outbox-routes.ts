import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { OperationContext } from '../protocol/operation-context.js';
import type { MailRecord } from '../store/records.js';
import { isHtml } from './mail-text.js';
import { toOutboxMessage } from './outbox-message.js';
import { OUTBOX_STYLE, renderOutboxPage } from './outbox-page.js';

interface OutboxQuery {
  Querystring: { to?: string; refresh?: string };
}

interface Notice {
  Body: { to: string; subject: string; body: string };
}

const STYLE_DIGEST = createHash('sha256').update(OUTBOX_STYLE).digest('base64');
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; frame-ancestors 'none'; base-uri 'none'`;

/** A mail's own page: its inline styles and nothing else, no script and no way out of it but by a click. */
const MAIL_POLICY =
  "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const NEVER_KEPT = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const LINE = { type: 'string', minLength: 1, maxLength: 998 };
const NOTICE_SCHEMA = {
  type: 'object',
  required: ['to', 'subject', 'body'],
  additionalProperties: false,
  properties: { to: LINE, subject: LINE, body: { type: 'string', minLength: 1, maxLength: 20_000 } },
};
const QUERY_SCHEMA = {
  type: 'object',
  properties: { to: { type: 'string' }, refresh: { type: 'string' } },
};

/** The messages as a page and as JSON, and a way for the service to add notices of its own. */
export function addOutboxRoutes(app: FastifyInstance, context: OperationContext): void {
  app.get<OutboxQuery>('/outbox', { schema: { querystring: QUERY_SCHEMA } }, async (request, reply) => {
    const { to, refresh } = request.query;
    const messages = await durableMessages(context, to);
    return reply
      .type('text/html; charset=utf-8')
      .headers({ ...NEVER_KEPT, 'content-security-policy': PAGE_POLICY })
      .send(renderOutboxPage(messages, { to, paused: refresh === 'off' }));
  });

  app.get<OutboxQuery>('/outbox.json', { schema: { querystring: QUERY_SCHEMA } }, async (request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send((await durableMessages(context, request.query.to)).map(toOutboxMessage)),
  );

  app.get<{ Params: { sequence: string } }>('/outbox/:sequence', async (request, reply) => {
    const messages = await durableMessages(context, undefined);
    const found = messages.find(({ sequence }) => String(sequence) === request.params.sequence);
    const body = found?.body ?? 'No such message.';
    return reply
      .status(found === undefined ? 404 : 200)
      .type(`${isHtml(body) ? 'text/html' : 'text/plain'}; charset=utf-8`)
      .headers({ ...NEVER_KEPT, 'content-security-policy': MAIL_POLICY })
      .send(body);
  });

  app.post<Notice>('/outbox', { schema: { body: NOTICE_SCHEMA } }, async (request, reply) => {
    await context.store.run(() => {
      context.outbox.send({ ...request.body, purpose: 'NOTICE' });
    });
    return reply.status(202).send({});
  });
}

/** Waits its turn, so that no message is shown before it is written down. */
function durableMessages(context: OperationContext, to: string | undefined): Promise<MailRecord[]> {
  return context.store.run(() => context.outbox.list(to));
}
