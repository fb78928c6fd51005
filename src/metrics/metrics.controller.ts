import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Registry } from 'prom-client';
import { Settings } from '../config/settings.js';
import { Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { AppError } from '../shared/app-error.js';

const EXAMPLE = 'http_request_duration_seconds_count{method="GET",route="/api/v1/users/me",status="2xx"} 42';

@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly registry: Registry,
    private readonly settings: Settings,
  ) {}

  @Endpoint({
    summary: 'What the service has counted',
    description:
      'For Prometheus, in its text format. Where `METRICS_TOKEN` is set it is sent as `Authorization: Bearer`; it is no ' +
      'access token. 404 where `METRICS` is off.',
    next: 'Alarms on what `docs/operations.md` names.',
    alternative: { mediaType: 'text/plain', example: EXAMPLE },
    errors: ['authentication_required', 'invalid_token', 'not_found'],
    validates: false,
  })
  @Public()
  @Get()
  async readMetrics(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.checkAccess(headers.authorization);
    void reply.type(this.registry.contentType);
    return this.registry.metrics();
  }

  private checkAccess(authorization: string | undefined): void {
    const { metrics, metricsToken } = this.settings;
    if (!metrics) throw new AppError('not_found');
    if (metricsToken === undefined) return;
    if (authorization === undefined) throw new AppError('authentication_required');
    if (!timingSafeEqual(hash(authorization), hash(`Bearer ${metricsToken}`)))
      throw new AppError('invalid_token');
  }
}

/** Of one length whatever is sent, so that the comparison tells nothing. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
