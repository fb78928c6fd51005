/** Where the process stands between its start and its end; whoever asks decides by it what it still takes on. */
export class Lifecycle {
  private state: 'serving' | 'draining' | 'closing' = 'serving';

  /** It still serves, and asks to be sent nothing more. */
  get isDraining(): boolean {
    return this.state !== 'serving';
  }

  /** What has begun may end; nothing new is taken on. */
  get isClosing(): boolean {
    return this.state === 'closing';
  }

  drain(): void {
    if (this.state === 'serving') this.state = 'draining';
  }

  close(): void {
    this.state = 'closing';
  }
}
