import type { FastifyReply, FastifyRequest } from 'fastify';

/** Values are made here, so the alphabet is ours. */
const VALUE = /^[A-Za-z0-9\-_]{1,128}$/;

/** A cookie that scripts cannot read and other sites cannot use, but for links that lead here. */
export class BrowserCookie {
  private readonly name: string;

  /** `__Host-` keeps neighbouring domains from setting it; browsers take that over TLS alone. */
  constructor(
    name: string,
    private readonly secure: boolean,
  ) {
    this.name = secure ? `__Host-${name}` : name;
  }

  read(request: FastifyRequest): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const value = pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1);
    return value !== undefined && VALUE.test(value) ? value : undefined;
  }

  write(reply: FastifyReply, value: string, seconds: number): void {
    const flags = `Path=/; HttpOnly; SameSite=Lax${this.secure ? '; Secure' : ''}`;
    void reply.header('set-cookie', `${this.name}=${value}; Max-Age=${seconds}; ${flags}`);
  }
}
