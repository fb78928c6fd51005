import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { refusals } from '../protocol/refusals.js';
import { STANDARD_SCHEMA } from './standard-schema.js';

const MAX_CUSTOM_ATTRIBUTES = 50;
const CUSTOM_PREFIX = /^(dev:)?custom:/;

/** The whole schema of a new pool: the standard attributes as adjusted, then the custom ones. */
export function makeSchema(given: readonly SchemaAttributeType[]): SchemaAttributeType[] {
  const standardNames = new Set(STANDARD_SCHEMA.map((attribute) => attribute.Name));
  const adjusted = STANDARD_SCHEMA.map((attribute) => adjustStandard(attribute, given));
  const custom = given.filter((attribute) => !standardNames.has(attribute.Name));
  return addCustomAttributes(adjusted, custom);
}

export function addCustomAttributes(
  schema: readonly SchemaAttributeType[],
  given: readonly SchemaAttributeType[],
): SchemaAttributeType[] {
  const added = given.map(customAttribute);
  const names = [...schema, ...added].map((attribute) => attribute.Name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw refusals.invalidParameter(`${repeated}: Existing attribute already has name ${repeated}.`);
  }
  if (names.filter((name) => CUSTOM_PREFIX.test(name ?? '')).length > MAX_CUSTOM_ATTRIBUTES) {
    throw refusals.invalidParameter('Number of custom attributes has reached the limit.');
  }
  return [...schema, ...added];
}

function adjustStandard(
  standard: SchemaAttributeType,
  given: readonly SchemaAttributeType[],
): SchemaAttributeType {
  const change = given.find((attribute) => attribute.Name === standard.Name);
  if (change === undefined) {
    return standard;
  }
  if (change.AttributeDataType !== undefined && change.AttributeDataType !== standard.AttributeDataType) {
    throw refusals.invalidParameter(
      `Invalid AttributeDataType for standard attribute ${String(standard.Name)}.`,
    );
  }
  return {
    ...standard,
    Required: change.Required ?? standard.Required,
    Mutable: change.Mutable ?? standard.Mutable,
    ...(change.StringAttributeConstraints && {
      StringAttributeConstraints: change.StringAttributeConstraints,
    }),
  };
}

function customAttribute(given: SchemaAttributeType): SchemaAttributeType {
  if (given.Name === undefined || given.AttributeDataType === undefined) {
    throw refusals.invalidParameter('Custom attributes must have a name and a data type.');
  }
  if (given.Required === true) {
    throw refusals.invalidParameter('Required custom attributes are not supported currently.');
  }
  if (CUSTOM_PREFIX.test(given.Name)) {
    throw refusals.invalidParameter(`${given.Name}: the prefix of a custom attribute is added by Cognito.`);
  }
  const developerOnly = given.DeveloperOnlyAttribute ?? false;
  const constraints = {
    String: { StringAttributeConstraints: given.StringAttributeConstraints ?? {} },
    Number: { NumberAttributeConstraints: given.NumberAttributeConstraints ?? {} },
    Boolean: {},
    DateTime: {},
  }[given.AttributeDataType];
  return {
    Name: `${developerOnly ? 'dev:' : ''}custom:${given.Name}`,
    AttributeDataType: given.AttributeDataType,
    DeveloperOnlyAttribute: developerOnly,
    Mutable: given.Mutable ?? true,
    Required: false,
    ...constraints,
  };
}
