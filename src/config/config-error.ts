export interface ConfigProblem {
  readonly name: string;
  /** The broken rule, completing the sentence «NAME …». Never the value: it may be a secret. */
  readonly rule: string;
  readonly help: string;
}

/** Every mistake of the configuration in one readable block. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ name, rule, help }) => `  ${name} ${rule}.\n    ${help}`);
    super(
      `The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n\n` +
        `${lines.join('\n')}\n\nSee docs/configuration.md and .env.example.`,
    );
    this.name = 'ConfigError';
  }
}
