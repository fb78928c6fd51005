import type { FastifyRequest } from 'fastify';

export function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://localhost').searchParams;
}

/** The fields of a form; none where the body is something else. */
export function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

/** OAuth has each parameter at most once. */
export function repeatedParameter(parameters: URLSearchParams): string | undefined {
  return [...new Set(parameters.keys())].find((name) => parameters.getAll(name).length > 1);
}

/** A cookie by its name; browsers send the most specific one first. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
