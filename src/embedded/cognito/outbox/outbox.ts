import type { CognitoStore } from '../store/cognito-store.js';
import type { MailPurpose, MailRecord } from '../store/records.js';

const CAPACITY = 1_000;

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly code?: string;
  readonly purpose: MailPurpose;
}

/** Every message that Cognito would have sent; the newest thousand are kept. */
export class Outbox {
  readonly #store: CognitoStore;
  readonly #now: () => number;
  #lastSequence: number;

  constructor(store: CognitoStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#lastSequence = Math.max(0, ...store.mail.all().map((mail) => mail.sequence));
  }

  send(mail: OutgoingMail): void {
    this.#lastSequence += 1;
    this.#store.mail.put({
      sequence: this.#lastSequence,
      to: mail.to,
      subject: mail.subject,
      body: mail.body,
      code: mail.code ?? null,
      purpose: mail.purpose,
      sentAt: this.#now(),
    });
    const oldest = this.#store.mail.firstKey();
    if (this.#store.mail.size > CAPACITY && oldest !== undefined) {
      this.#store.mail.delete(oldest);
    }
  }

  /** Newest first; addresses compare without regard to case. */
  list(to?: string): MailRecord[] {
    const mails = this.#store.mail.all().toSorted((left, right) => right.sequence - left.sequence);
    return to === undefined ? mails : mails.filter((mail) => mail.to.toLowerCase() === to.toLowerCase());
  }
}
