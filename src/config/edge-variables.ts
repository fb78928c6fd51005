import { EnvValueError, type EnvVariable } from './env-variable.js';

interface VariableOptions {
  readonly help: string;
}

/** Whom to write to (RFC 9116, 2.5.3): a page or a mail address. */
export function contact(options: VariableOptions): EnvVariable<string> {
  return matching(/^(https:\/\/\S+|mailto:[^\s@]+@[^\s@]+)$/, 'an https: or mailto: address', options);
}

/** A secret that goes into an `Authorization` header, so of the letters that RFC 6750 gives tokens. */
export function bearerSecret(options: VariableOptions): EnvVariable<string> {
  const accepts = 'at least 16 letters, digits and any of - . _ ~ + /';
  return matching(/^[A-Za-z0-9\-._~+/]{16,}$/, accepts, options);
}

function matching(pattern: RegExp, accepts: string, { help }: VariableOptions): EnvVariable<string> {
  return {
    accepts,
    defaultText: undefined,
    help,
    parse: (raw) => {
      if (!pattern.test(raw)) throw new EnvValueError(`must be ${accepts}`);
      return raw;
    },
  };
}
