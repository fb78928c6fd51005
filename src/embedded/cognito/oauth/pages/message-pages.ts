import type { FastifyReply } from 'fastify';
import { html } from './html.js';
import { sendPage } from './page.js';

/** For what must not be redirected: the address to redirect to is itself in doubt. */
export function sendErrorPage(reply: FastifyReply, error: string, description: string): FastifyReply {
  const content = html`<p role="alert">${description}</p>
    <p><code>${error}</code></p>`;
  return sendPage(reply, { title: 'Something is wrong', content, status: 400 });
}

export function sendSignedOutPage(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'You are signed out',
    content: html`<p>You can close this page.</p>`,
  });
}
