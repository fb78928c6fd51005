import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { HealthDto, ReadinessDto } from './health.dto.js';
import { Readiness } from './readiness.js';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

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
    description: 'Asks the tables and the keys of the user pool. 503 with the same body names what is down.',
    returns: ReadinessDto,
    examples: { ready: { status: 'ok', checks: { dynamodb: 'up', cognito: 'up' } } },
    validates: false,
  })
  @Public()
  @Get('ready')
  async readReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const checks = await this.readiness.check();
    const ready = checks.dynamodb === 'up' && checks.cognito === 'up';
    if (!ready) void reply.status(503).header('retry-after', '5');
    return { status: ready ? 'ok' : 'unavailable', checks };
  }
}
