import type { Notice } from './notice.js';

/**
 * Tells people of what happened to their account. A notice is sent once at most and never keeps an operation from
 * succeeding: where it cannot be sent, that is logged and counted.
 */
export abstract class Notifier {
  /** Resolves when the mail is handed over, or when it is known that it cannot be; never rejects. */
  abstract send(notice: Notice): Promise<void>;

  /** Resolves when no notice is on its way; never rejects. */
  abstract finish(): Promise<void>;
}
