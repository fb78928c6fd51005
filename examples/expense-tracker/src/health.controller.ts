import { Controller, Get } from '@nestjs/common';
import { Public } from 'cognito-auth-service/access';

@Controller('health')
export class HealthController {
  /** For the load balancer, which has no token. */
  @Public()
  @Get()
  read(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }
}
