import { eventually } from '../support/eventually.js';
import { type AuthResult, Journey, PASSWORD } from '../support/journey.js';
import { RunningService } from '../support/running-service.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

interface Activity {
  readonly items: readonly { readonly type: string; readonly requestId: string; readonly details: object }[];
}

describe('traceparent', () => {
  let service: RunningService;
  let journey: Journey;

  const answered = async (traceparent?: string) => {
    const { headers } = await journey.api.get('/health/live', {
      headers: { ...(traceparent && { traceparent }) },
    });
    const [, traceId, spanId, flags] = TRACEPARENT.exec(headers.get('traceparent') ?? '') ?? [];
    return { traceId, spanId, flags };
  };

  beforeAll(async () => {
    service = await RunningService.start();
    journey = new Journey(service.origin, service.cognito);
  });

  afterAll(() => service.stopAndForget());

  it.each([
    [`00-${TRACE_ID}-${PARENT_ID}-01`, '01'],
    [`00-${TRACE_ID}-${PARENT_ID}-ff`, '03'],
    [`01-${TRACE_ID}-${PARENT_ID}-00-more`, '00'],
  ])('%s is continued', async (traceparent, flags) => {
    const answer = await answered(traceparent);
    expect(answer).toMatchObject({ traceId: TRACE_ID, flags });
    expect(answer.spanId).not.toBe(PARENT_ID);
  });

  it.each([
    undefined,
    'nonsense',
    `00-${'0'.repeat(32)}-${PARENT_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `ff-${TRACE_ID}-${PARENT_ID}-01`,
    `00-${TRACE_ID.toUpperCase()}-${PARENT_ID}-01`,
    `00-${TRACE_ID}-${PARENT_ID}-01-more`,
  ])('%s begins a new trace', async (traceparent) => {
    const [first, second] = [await answered(traceparent), await answered(traceparent)];
    expect(first.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(first.traceId).not.toBe(TRACE_ID);
    expect(second.traceId).not.toBe(first.traceId);
  });

  it('is in every line of the log, and in the audit trail', async () => {
    const { email } = await journey.newPerson();
    const headers = {
      traceparent: `00-${TRACE_ID}-${PARENT_ID}-01`,
      'x-request-id': 'request-with-a-trace',
    };
    const signIn = (password: string) =>
      journey.api.post<AuthResult>('/auth/login', { email, password }, { headers });
    const token = (await signIn(PASSWORD)).body.tokens.accessToken;
    await signIn('wrong-Password-1');
    const { body } = await journey.api.get<Activity>('/users/me/activity', { token });
    const events = body.items.filter(({ requestId }) => requestId === 'request-with-a-trace');
    expect(events.map(({ type }) => type).sort()).toEqual(['login.failed', 'login.succeeded']);
    expect(events).toMatchObject([{ details: { traceId: TRACE_ID } }, { details: { traceId: TRACE_ID } }]);
    await eventually(() => {
      const lines = service.log
        .split('\n')
        .filter((line) => line.includes('request-with-a-trace'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.map(({ msg, traceId }) => [msg, traceId])).toEqual([
        ['request', TRACE_ID],
        ['request refused', TRACE_ID],
        ['request', TRACE_ID],
      ]);
      expect(lines[1]?.['spanId']).toBe(lines[2]?.['spanId']);
    });
  });

  it('leaves events without one as they were', async () => {
    const { tokens } = await journey.newPerson();
    const { body } = await journey.api.get<Activity>('/users/me/activity', { token: tokens.accessToken });
    expect(body.items.filter(({ details }) => 'traceId' in details)).toEqual([]);
  });
});
