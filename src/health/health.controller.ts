import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { Lifecycle } from '../shared/lifecycle.js';
import { HealthDto, ReadinessDto } from './health.dto.js';
import { Readiness } from './readiness.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Endpoint({
    summary: 'Is the process alive?',
    description: 'For whoever restarts the process when it hangs. Nothing outside the process is asked.',
    next: '`GET /health/ready` tells whether it can serve.',
    returns: HealthDto,
    examples: { alive: { status: 'ok' } },
    validates: false,
  })
  @Public()
  @Get('live')
  readLiveness(): HealthDto {
    return { status: 'ok' };
  }

  @Endpoint({
    summary: 'Can it serve?',
    description:
      'Asks the tables and the keys of the user pool. 503 with the same body names what is down, or says that it is stopping.',
    next: 'Send requests while it answers 200; after a 503 ask again after `Retry-After`.',
    returns: ReadinessDto,
    examples: { ready: { status: 'ok', checks: { dynamodb: 'up', cognito: 'up' } } },
    unavailable: {
      returns: ReadinessDto,
      examples: {
        down: { status: 'unavailable', checks: { dynamodb: 'down', cognito: 'up' } },
        stopping: { status: 'draining', checks: { dynamodb: 'up', cognito: 'up' } },
      },
    },
    validates: false,
  })
  @Public()
  @Get('ready')
  async readReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const checks = await this.readiness.check();
    const status = this.statusOf(Object.values(checks));
    if (status !== 'ok') void reply.status(503).header('retry-after', '5');
    return { status, checks };
  }

  private statusOf(checks: readonly string[]): ReadinessDto['status'] {
    if (this.lifecycle.isDraining) return 'draining';
    return checks.every((check) => check === 'up') ? 'ok' : 'unavailable';
  }
}
