/** Lets a few jobs run at once and a bounded number wait for their turn. */
export class SendSlots {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly idle: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
  ) {}

  /** Runs the job in its turn, and answers false at once where too many wait already. The job must not reject. */
  async run(job: () => Promise<void>): Promise<boolean> {
    if (this.running >= this.maxRunning) {
      if (this.waiting.length >= this.maxWaiting) return false;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    await job();
    this.release();
    return true;
  }

  /** Resolves when nothing runs and nothing waits. */
  drained(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** The slot goes to whoever waits longest, so nobody who comes later overtakes. */
  private release(): void {
    const next = this.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.running -= 1;
    if (this.running === 0) for (const resolve of this.idle.splice(0)) resolve();
  }
}
