import { type ConfigProblem } from './config-error.js';
import { ENV_SCHEMA, type EnvName } from './env.schema.js';
import { EnvValueError, type EnvVariable } from './env-variable.js';

type Value<N extends EnvName> = (typeof ENV_SCHEMA)[N] extends EnvVariable<infer T> ? T : never;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads variables and remembers every mistake, so that all of them are reported at once. */
export class EnvReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly env: Environment) {}

  /** The value, the default, or undefined where the variable is absent without a default or wrong. */
  get<N extends EnvName>(name: N): Value<N> | undefined {
    const entry: EnvVariable<unknown> = ENV_SCHEMA[name];
    const given = this.env[name];
    const raw = given === undefined || given === '' ? entry.defaultText : given;
    if (raw === undefined) return undefined;
    try {
      return entry.parse(raw) as Value<N>;
    } catch (error) {
      if (!(error instanceof EnvValueError)) throw error;
      this.refuse(name, error.message);
      return undefined;
    }
  }

  /** For a variable that has a default: it can be undefined only when it is wrong, and then nothing is started. */
  required<N extends EnvName>(name: N): NonNullable<Value<N>> {
    return this.get(name) as NonNullable<Value<N>>;
  }

  refuse(name: EnvName, rule: string): void {
    if (this.problems.some((problem) => problem.name === name && problem.rule === rule)) return;
    this.problems.push({ name, rule, help: ENV_SCHEMA[name].help });
  }
}
