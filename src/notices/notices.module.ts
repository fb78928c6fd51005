import { Module } from '@nestjs/common';
import { Notifier } from './notifier.port.js';
import { sesClientProvider } from './ses/ses-client.provider.js';
import { SesNotifier } from './ses/ses-notifier.js';

@Module({
  providers: [sesClientProvider, { provide: Notifier, useClass: SesNotifier }],
  exports: [Notifier],
})
export class NoticesModule {}
