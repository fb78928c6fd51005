import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Settings } from '../../config/settings.js';
import type { Notice } from '../notice.js';
import { noticeText } from '../notice-text.js';
import { Notifier } from '../notifier.port.js';
import { SendSlots } from './send-slots.js';

const MAX_IN_FLIGHT = 10;
const MAX_WAITING = 100;
const DRAIN_MS = 10_000;

/** Notices by Amazon SES v2 (SendEmail). Without a sender none goes out, which is said once when the service starts. */
@Injectable()
export class SesNotifier extends Notifier implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('SesNotifier');
  private readonly slots = new SendSlots(MAX_IN_FLIGHT, MAX_WAITING);

  constructor(
    private readonly client: SESv2Client,
    @Inject(Settings) private readonly settings: Pick<Settings, 'mailFrom'>,
  ) {
    super();
  }

  onModuleInit(): void {
    if (this.settings.mailFrom !== undefined) return;
    this.logger.warn('MAIL_FROM is not set: people are not told by mail what happens to their account');
  }

  /** Notices that were taken on still go out, as long as Amazon SES answers. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.race([this.finish(), sleep(DRAIN_MS, undefined, { ref: false })]);
    this.client.destroy();
  }

  async send(notice: Notice): Promise<void> {
    const { mailFrom } = this.settings;
    if (mailFrom === undefined) return;
    const ran = await this.slots.run(() => this.mail(notice, mailFrom));
    if (!ran) this.reportUnsent(notice, 'too many wait');
  }

  finish(): Promise<void> {
    return this.slots.drained();
  }

  private async mail(notice: Notice, from: string): Promise<void> {
    const { subject, body } = noticeText(notice);
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [notice.to] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: body, Charset: 'UTF-8' } },
        },
      },
    });
    try {
      await this.client.send(command);
    } catch (error) {
      this.reportUnsent(notice, error instanceof Error ? error.name : 'unknown');
    }
  }

  /** Only the name of the failure: Amazon SES quotes addresses in its messages. */
  private reportUnsent({ kind }: Notice, why: string): void {
    this.logger.error(`The notice ${kind} could not be sent: ${why}`);
  }
}
