import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieOf } from './request-parts.js';

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax';

/** The two cookies of the hosted pages: one for who is signed in, one that forms are bound to. */
export class HostedCookies {
  readonly #formKey = randomBytes(32);

  session(request: FastifyRequest): string | undefined {
    return cookieOf(request, sessionName(request));
  }

  setSession(request: FastifyRequest, reply: FastifyReply, token: string, seconds: number): void {
    addCookie(reply, `${sessionName(request)}=${token}; Max-Age=${seconds}; ${ATTRIBUTES}`);
  }

  clearSession(request: FastifyRequest, reply: FastifyReply): void {
    addCookie(reply, `${sessionName(request)}=; Max-Age=0; ${ATTRIBUTES}`);
  }

  /** What a form must bring back; whoever cannot read this browser's pages cannot know it. */
  formToken(request: FastifyRequest, reply: FastifyReply): string {
    const present = cookieOf(request, formName(request));
    const cookie = present ?? randomBytes(32).toString('base64url');
    if (present === undefined) addCookie(reply, `${formName(request)}=${cookie}; ${ATTRIBUTES}`);
    return this.#sign(cookie);
  }

  /** Whether a form comes from a page that this server gave to this browser. */
  isOwnForm(request: FastifyRequest, form: URLSearchParams): boolean {
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `http://${host ?? ''}`) return false;
    const cookie = cookieOf(request, formName(request));
    if (cookie === undefined) return false;
    const [expected, given] = [Buffer.from(this.#sign(cookie)), Buffer.from(form.get('_csrf') ?? '')];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  #sign(cookie: string): string {
    return createHmac('sha256', this.#formKey).update(cookie).digest('base64url');
  }
}

/** Cookies know no ports, so that two servers on loopback would overwrite each other's. */
function sessionName(request: FastifyRequest): string {
  return `cognito-${String(request.socket.localPort)}`;
}

function formName(request: FastifyRequest): string {
  return `cognito-form-${String(request.socket.localPort)}`;
}

function addCookie(reply: FastifyReply, cookie: string): void {
  reply.header('set-cookie', cookie);
}
