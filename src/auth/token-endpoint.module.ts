import { Module } from '@nestjs/common';
import { AuthModule } from './auth.module.js';
import { TokenController } from './token.controller.js';

/** `POST /auth/token`; a module of its own, because the settings may leave it out. */
@Module({ imports: [AuthModule], controllers: [TokenController] })
export class TokenEndpointModule {}
