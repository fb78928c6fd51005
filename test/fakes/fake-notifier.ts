import type { Notice } from '../../src/notices/notice.js';
import { Notifier } from '../../src/notices/notifier.port.js';

/** Keeps what it was told to send, oldest first. */
export class FakeNotifier extends Notifier {
  readonly sent: Notice[] = [];

  send(notice: Notice): Promise<void> {
    this.sent.push(notice);
    return Promise.resolve();
  }

  finish(): Promise<void> {
    return Promise.resolve();
  }
}
