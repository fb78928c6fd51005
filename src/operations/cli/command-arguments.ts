import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true; args: string[] }>
>;

/** Options and the named positional arguments; `UsageError` where there is one too many, too few or unknown. */
export function parseArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  positionals: readonly string[] = [],
): Parsed<O> {
  const parsed = parse(args, options);
  const missing = positionals.slice(parsed.positionals.length);
  if (missing.length > 0) throw new UsageError(`${missing.join(' and ')} must be given.`);
  const [surplus] = parsed.positionals.slice(positionals.length);
  if (surplus !== undefined) throw new UsageError(`'${surplus}' is one argument too many.`);
  return parsed;
}

function parse<O extends Options>(args: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // What follows the first sentence is advice for another situation.
    throw new UsageError(`${error.message.split('. ')[0] ?? ''}.`.replace(/\.\.$/, '.'));
  }
}
