import type { Administrator, Recorded } from './administrator.js';
import type { Answer } from './api-client.js';
import type { Journey } from './journey.js';

export interface AuditedEvent extends Recorded {
  readonly id: string;
  readonly time: string;
  readonly ipAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly sessionId: string | null;
}

export interface EventPage {
  readonly items: readonly AuditedEvent[];
  readonly nextCursor: string | null;
}

export type Call = readonly [method: string, path: string, body?: object | undefined, token?: string];

export interface AuditedCall {
  readonly answer: Answer;
  readonly events: readonly AuditedEvent[];
  readonly startedAt: number;
  readonly userAgent: string;
}

/** The audit trail of a running service, as an administrator sees it. */
export class WatchedTrail {
  private requests = 0;

  constructor(
    private readonly journey: Journey,
    private readonly admin: Administrator,
  ) {}

  search(query: Record<string, string>): Promise<Answer<EventPage>> {
    return this.admin.get<EventPage>(`/audit-events?${new URLSearchParams(query).toString()}`);
  }

  /** Every event as NDJSON. */
  async exportAll(): Promise<{ type: string | null; text: string }> {
    const response = await fetch(`${this.journey.api.origin}/api/v1/admin/audit-events`, {
      headers: { authorization: `Bearer ${this.admin.token}`, accept: 'application/x-ndjson' },
    });
    return { type: response.headers.get('content-type'), text: await response.text() };
  }

  /** Makes a call and answers its events by their request id, newest first, and what each of them should say. */
  async call(...[method, path, body, token]: Call): Promise<AuditedCall> {
    this.requests += 1;
    const requestId = `audit-request-${this.requests}`;
    const userAgent = `client/${this.requests}`;
    const startedAt = Date.now();
    const answer = await this.journey.api.call<Record<string, unknown>>(method, path, {
      ...(body !== undefined && { body }),
      ...(token !== undefined && { token }),
      headers: { 'x-request-id': requestId, 'user-agent': userAgent, 'x-forwarded-for': '203.0.113.9' },
    });
    const { body: page } = await this.search({ from: new Date(startedAt).toISOString(), limit: '100' });
    const events = page.items.filter((event) => event.requestId === requestId);
    return { answer, events, startedAt, userAgent };
  }
}
