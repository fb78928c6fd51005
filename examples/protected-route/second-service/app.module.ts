import { Controller, Get, Module } from '@nestjs/common';
import {
  Authenticated,
  type Caller,
  CognitoAccessModule,
  CurrentUser,
  Groups,
  Public,
} from 'cognito-auth-service/access';

@Controller()
class NotesController {
  @Public()
  @Get('health')
  health(): object {
    return { status: 'ok' };
  }

  @Authenticated()
  @Get('notes/mine')
  readMyNote(@CurrentUser() caller: Caller): object {
    return { text: `Hello ${caller.userId}` };
  }

  @Groups('admin', 'hr')
  @Get('notes/staff')
  readStaffNote(): object {
    return { text: 'Hello staff' };
  }

  // Nothing is said of who may call it, so nobody may.
  @Get('notes/forgotten')
  forgotten(): object {
    return { text: 'Hello nobody' };
  }
}

const env = (name: string): string => process.env[name] ?? '';

@Module({
  imports: [
    CognitoAccessModule.forRootAsync({
      useFactory: () => ({
        region: env('AWS_REGION'),
        userPoolId: env('COGNITO_USER_POOL_ID'),
        clientIds: [env('COGNITO_CLIENT_ID')],
        // Only beside the embedded servers; on AWS leave it out.
        issuer: process.env['COGNITO_ISSUER'],
        sessionCheck: { url: env('AUTH_SERVICE_URL') },
      }),
    }),
  ],
  controllers: [NotesController],
})
export class AppModule {}
