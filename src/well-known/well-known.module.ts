import { Module } from '@nestjs/common';
import { WellKnownController } from './well-known.controller.js';

/** Addresses that browsers and researchers look for by themselves (RFC 8615). */
@Module({ controllers: [WellKnownController] })
export class WellKnownModule {}
