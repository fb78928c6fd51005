import type { AttributeType, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoError } from '../protocol/cognito-error.js';
import type { WireType } from '../protocol/wire-output.js';
import { refusals } from '../protocol/refusals.js';
import type { ClientRecord, PoolRecord, UserRecord } from '../store/records.js';
import { isReadable, isWritable } from './attribute-access.js';

export interface GivenAttribute {
  readonly Name: string;
  readonly Value: string | undefined;
}

const EMAIL = /^(?=[!-~]+$)[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const PHONE_NUMBER = /^\+\d{4,15}$/;

/** The attributes of a new user, checked against the pool's schema. */
export function newAttributes(
  pool: PoolRecord,
  given: readonly GivenAttribute[],
  implied: Readonly<Record<string, string>>,
): Record<string, string> {
  refuseIdentities(given);
  const attributes = { ...toRecord(given), ...implied };
  checkSchema(pool, attributes);
  const missing = pool.schema.find(
    ({ Name, Required }) => Required === true && Name !== 'sub' && (attributes[Name ?? ''] ?? '') === '',
  );
  if (missing !== undefined) {
    throw attributeRequired(String(missing.Name));
  }
  return withoutEmpty(attributes);
}

export function attributeRequired(name: string): CognitoError {
  return refusals.invalidParameter(
    `Attributes did not conform to the schema: ${name}: The attribute ${name} is required\n`,
  );
}

/** The attributes of a user after a change; an empty value removes one. */
export function changedAttributes(
  pool: PoolRecord,
  user: UserRecord,
  given: readonly GivenAttribute[],
): Record<string, string> {
  refuseIdentities(given);
  const changes = toRecord(given);
  checkSchema(pool, changes);
  for (const name of Object.keys(changes)) {
    if (findAttribute(pool, name)?.Mutable === false) {
      throw refusals.invalidParameter(
        `Invalid user attributes: user.${name}: Attribute cannot be updated.\n (changing an immutable attribute)\n`,
      );
    }
  }
  return withoutEmpty({ ...user.attributes, ...changes });
}

export function requireWritable(client: ClientRecord, given: readonly GivenAttribute[]): void {
  if (given.some(({ Name }) => !isWritable(client, Name))) {
    throw refusals.unauthorizedAttribute();
  }
}

/** As answers show them: `sub` first; limited to what the client may read when one asks. */
export function attributeList(user: UserRecord, client?: ClientRecord): WireType<AttributeType>[] {
  const all = Object.entries({ ...user.attributes, sub: user.sub });
  const readable = all.filter(([name]) => client === undefined || isReadable(client, name));
  return readable
    .toSorted(([left], [right]) => Number(right === 'sub') - Number(left === 'sub'))
    .map(([Name, Value]) => ({ Name, Value }));
}

/** Identities come of links alone. */
function refuseIdentities(given: readonly GivenAttribute[]): void {
  if (given.some(({ Name }) => Name === 'identities')) {
    throw refusals.invalidParameter('Attributes did not conform to the schema: identities cannot be set.\n');
  }
}

function checkSchema(pool: PoolRecord, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = findAttribute(pool, name);
    if (attribute === undefined) {
      throw refusals.invalidParameter(
        `Attributes did not conform to the schema: Type for attribute {${name}} could not be determined`,
      );
    }
    if (value !== '') {
      checkValue(name, value, attribute);
    }
  }
}

function checkValue(name: string, value: string, attribute: SchemaAttributeType): void {
  if (name === 'email' && !EMAIL.test(value)) {
    throw refusals.invalidParameter('Invalid email address format.');
  }
  if (name === 'phone_number' && !PHONE_NUMBER.test(value)) {
    throw refusals.invalidParameter('Invalid phone number format.');
  }
  const problem = typeProblem(value, attribute);
  if (problem !== undefined) {
    throw refusals.invalidParameter(`Attributes did not conform to the schema: ${name}: ${problem}\n`);
  }
}

function typeProblem(value: string, attribute: SchemaAttributeType): string | undefined {
  switch (attribute.AttributeDataType) {
    case 'Number': {
      const { MinValue, MaxValue } = attribute.NumberAttributeConstraints ?? {};
      const number = value.trim() === '' ? Number.NaN : Number(value);
      return isWithin(number, MinValue, MaxValue) ? undefined : 'Number out of the allowed range';
    }
    case 'Boolean':
      return ['true', 'false'].includes(value.toLowerCase()) ? undefined : 'Boolean expected';
    case 'DateTime':
      return Number.isNaN(Date.parse(value)) ? 'DateTime expected' : undefined;
    case 'String':
    case undefined: {
      const { MinLength, MaxLength } = attribute.StringAttributeConstraints ?? {};
      return isWithin(Array.from(value).length, MinLength, MaxLength)
        ? undefined
        : 'String length out of the allowed range';
    }
  }
}

function isWithin(value: number, min: string | undefined, max: string | undefined): boolean {
  return value >= Number(min ?? -Infinity) && value <= Number(max ?? Infinity);
}

function findAttribute(pool: PoolRecord, name: string): SchemaAttributeType | undefined {
  return pool.schema.find((attribute) => attribute.Name === name);
}

function toRecord(given: readonly GivenAttribute[]): Record<string, string> {
  return Object.fromEntries(given.map(({ Name, Value }) => [Name, Value ?? '']));
}

export function withoutEmpty(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}
