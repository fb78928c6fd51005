import type { FastifyRequest } from 'fastify';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * The address that browsers know this service by. What a request calls it is believed on loopback alone: anywhere else a
 * forged `Host` could lead people away.
 */
export function ownOrigin(request: FastifyRequest, publicUrl: string | undefined): string | null {
  if (publicUrl !== undefined) return publicUrl;
  const host = request.headers.host ?? '';
  return LOOPBACK_HOST.test(host) ? `http://${host}` : null;
}
