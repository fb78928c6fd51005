// Nest on Fastify: bare, or (`guarded`) with a guard that asks aws-jwt-verify on each request. Decorators are called as
// functions, because Node runs this file as it is.
import 'reflect-metadata';
import { Controller, Get, Injectable, Module, UnauthorizedException, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { profile } from './answer.mjs';
import { bearer, verifier } from './verifier.mjs';

const guarded = process.argv[2] === 'guarded';
const tokens = guarded ? verifier() : undefined;

class JwtGuard {
  async canActivate(context) {
    const request = context.switchToHttp().getRequest();
    try {
      request.user = await tokens.verify(bearer(request.headers));
    } catch {
      throw new UnauthorizedException();
    }
    return true;
  }
}
Injectable()(JwtGuard);

class UsersController {
  me() {
    return profile();
  }
}
const { prototype } = UsersController;
const me = Object.getOwnPropertyDescriptor(prototype, 'me');
Get('me')(prototype, 'me', me);
if (guarded) UseGuards(JwtGuard)(prototype, 'me', me);
Controller('api/v1/users')(UsersController);

class AppModule {}
Module({ controllers: [UsersController], providers: [JwtGuard] })(AppModule);

async function start() {
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  console.log(`listening ${await app.getUrl()}`);
}

void start();
