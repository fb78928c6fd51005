import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

const TEXT_NAMES = [
  'profile',
  'address',
  'gender',
  'preferred_username',
  'given_name',
  'middle_name',
  'family_name',
  'name',
  'nickname',
  'email',
  'phone_number',
  'picture',
  'website',
  'zoneinfo',
  'locale',
] as const;

const TEXT_LENGTH = { MinLength: '0', MaxLength: '2048' };

/** The attributes that every pool has, as DescribeUserPool shows them. */
export const STANDARD_SCHEMA: readonly SchemaAttributeType[] = [
  {
    Name: 'sub',
    AttributeDataType: 'String',
    DeveloperOnlyAttribute: false,
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
  },
  ...TEXT_NAMES.map((name) => standardText(name, TEXT_LENGTH)),
  standardText('birthdate', { MinLength: '10', MaxLength: '10' }),
  standardText('identities', {}),
  standard('email_verified', 'Boolean'),
  standard('phone_number_verified', 'Boolean'),
  { ...standard('updated_at', 'Number'), NumberAttributeConstraints: { MinValue: '0' } },
];

function standardText(
  name: string,
  constraints: NonNullable<SchemaAttributeType['StringAttributeConstraints']>,
): SchemaAttributeType {
  return { ...standard(name, 'String'), StringAttributeConstraints: constraints };
}

function standard(
  name: string,
  type: NonNullable<SchemaAttributeType['AttributeDataType']>,
): SchemaAttributeType {
  return {
    Name: name,
    AttributeDataType: type,
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
  };
}
