import { refusals } from '../protocol/refusals.js';
import type { UserRecord } from '../store/records.js';

type UserFilter = (user: UserRecord) => boolean;

const PREDICATE = /^\s*"?([\w:]+)"?\s*(\^=|=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

const SEARCHABLE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
]);

/** The one predicate that ListUsers takes: `attribute = "value"` or `attribute ^= "prefix"`. */
export function parseUserFilter(filter: string): UserFilter {
  if (filter.trim() === '') {
    return () => true;
  }
  const [, attribute = '', operator, quoted] = PREDICATE.exec(filter) ?? [];
  if (quoted === undefined) {
    throw refusals.invalidParameter('Error while parsing filter');
  }
  const wanted = quoted.replaceAll(/\\(.)/gs, '$1');
  const valueOf = attributeReader(attribute);
  return (user) => {
    const value = valueOf(user);
    const matches = operator === '=' ? value === wanted : value?.startsWith(wanted);
    return matches === true || matchesFolded(attribute, value, operator, wanted);
  };
}

/** Addresses and user states compare without regard to case. */
function matchesFolded(
  attribute: string,
  value: string | undefined,
  operator: string | undefined,
  wanted: string,
): boolean {
  if (attribute !== 'cognito:user_status' && attribute !== 'email') {
    return false;
  }
  const [left, right] = [value?.toLowerCase() ?? '', wanted.toLowerCase()];
  return operator === '=' ? left === right : left.startsWith(right);
}

function attributeReader(attribute: string): (user: UserRecord) => string | undefined {
  switch (attribute) {
    case 'username':
      return (user) => user.username;
    case 'sub':
      return (user) => user.sub;
    case 'cognito:user_status':
      return (user) => user.status;
    case 'status':
      return (user) => (user.enabled ? 'Enabled' : 'Disabled');
    default:
      if (!SEARCHABLE_ATTRIBUTES.has(attribute)) {
        throw refusals.invalidParameter(`Invalid search attribute: ${attribute}`);
      }
      return (user) => user.attributes[attribute];
  }
}
