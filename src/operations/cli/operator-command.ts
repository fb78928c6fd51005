import type { Terminal } from './terminal.js';

/** What every command is given beside its arguments. */
export interface CommandSurroundings {
  readonly terminal: Terminal;
  /** Aborted by Ctrl+C: the command ends where it can be taken up again. */
  readonly signal: AbortSignal;
}

/** One command line; answers the exit code. */
export interface OperatorCommand {
  readonly help: string;
  run(args: readonly string[], surroundings: CommandSurroundings): Promise<number>;
}
