import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { Lifecycle } from '../shared/lifecycle.js';
import { HealthDto, ReadinessDto } from './health.dto.js';
import { Readiness } from './readiness.js';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Endpoint({
    summary: 'Is the process alive?',
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
