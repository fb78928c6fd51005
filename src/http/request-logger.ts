import type { FastifyBaseLogger } from 'fastify';

type Log = FastifyBaseLogger['info'];
type Child = Parameters<FastifyBaseLogger['child']>;

/** The log of one request, made when something is first written to it: most requests write nothing of their own. */
export class RequestLogger {
  private made: FastifyBaseLogger | undefined;

  constructor(
    private readonly parent: FastifyBaseLogger,
    private readonly bindings: Child[0],
    private readonly options: Child[1],
  ) {}

  get level(): string {
    return this.own.level;
  }

  fatal(...line: Parameters<Log>): void {
    this.own.fatal(...line);
  }

  error(...line: Parameters<Log>): void {
    this.own.error(...line);
  }

  warn(...line: Parameters<Log>): void {
    this.own.warn(...line);
  }

  info(...line: Parameters<Log>): void {
    this.own.info(...line);
  }

  debug(...line: Parameters<Log>): void {
    this.own.debug(...line);
  }

  trace(...line: Parameters<Log>): void {
    this.own.trace(...line);
  }

  silent(...line: Parameters<Log>): void {
    this.own.silent(...line);
  }

  child(...child: Child): FastifyBaseLogger {
    return this.own.child(...child);
  }

  private get own(): FastifyBaseLogger {
    return (this.made ??= this.parent.child(this.bindings, this.options));
  }
}
