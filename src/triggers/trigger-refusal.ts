/** A refusal that people are meant to read; Cognito shows them its message. */
export class TriggerRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TriggerRefusal';
  }
}
