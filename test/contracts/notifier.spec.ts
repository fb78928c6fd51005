import { Logger } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSesClient } from '../../src/aws/ses-client.js';
import { SilentObserver } from '../../src/aws/silent-observer.js';
import type { EmbeddedCognitoServer } from '../../src/embedded/cognito/cognito-server.js';
import { startQuickCognito } from '../support/quick-cognito.js';
import { noticeText } from '../../src/notices/notice-text.js';
import { SesNotifier } from '../../src/notices/ses/ses-notifier.js';
import { FakeNotifier } from '../fakes/fake-notifier.js';
import { describeNotifierContract, type NotifierSubject } from './notifier.contract.js';

describe('in memory', () => {
  let notifier: FakeNotifier;

  beforeEach(() => {
    notifier = new FakeNotifier();
  });

  const received = (to: string) => {
    const notices = notifier.sent.filter((notice) => notice.to === to);
    return Promise.resolve(notices.toReversed().map(noticeText));
  };

  describeNotifierContract('in memory', () => ({ notifier, received }));
});

describe('over the wire', () => {
  let dataDir: string;
  let server: EmbeddedCognitoServer;
  let notifier: SesNotifier;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    dataDir = await mkdtemp(join(tmpdir(), 'ses-'));
    server = await startQuickCognito({ dataDir });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const connection = { region: 'us-east-1', ses: { endpoint: server.endpoint, credentials } };
    notifier = new SesNotifier(createSesClient(connection, new SilentObserver()), {
      mailFrom: 'Example <no-reply@example.com>',
    });
  });

  afterAll(async () => {
    await notifier.onApplicationShutdown();
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  const received: NotifierSubject['received'] = async (to) => {
    const response = await fetch(`${server.endpoint}/outbox.json?to=${encodeURIComponent(to)}`);
    const mails = (await response.json()) as { purpose: string; subject: string; body: string }[];
    return mails.filter(({ purpose }) => purpose === 'NOTICE');
  };

  describeNotifierContract('by Amazon SES, embedded', () => ({ notifier, received }));
});
