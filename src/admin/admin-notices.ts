import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '../notices/notice.js';
import { Notifier } from '../notices/notifier.port.js';
import { Clock } from '../shared/clock.js';

/** Mail to people to whom an administrator did something. Where the administrator sat is not told. */
@Injectable()
export class AdminNotices {
  constructor(
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Handed over in the background, because no answer may depend on a mailbox. */
  tell(to: string, kind: NoticeKind): void {
    void this.notifier.send({ kind, to, at: this.clock.now() });
  }
}
