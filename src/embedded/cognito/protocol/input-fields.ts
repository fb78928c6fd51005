import { listOf, mapOf, optional, required, structure } from './input-shape.js';
import { flag, integer, text } from './scalar-checks.js';

/** The constraints that Cognito's model puts on each kind of member. */
export const clientId = text({ min: 1, max: 128, pattern: /[\w+]+/ });
export const userPoolId = text({ min: 1, max: 55, pattern: /[\w-]+_[0-9a-zA-Z]+/ });
export const username = text({ min: 1, max: 128, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u });
export const secretHash = text({ min: 1, max: 128, pattern: /[\w+=/]+/, secret: true });
export const clientSecret = text({ min: 24, max: 64, pattern: /[\w+]+/, secret: true });
/** Cognito takes inner spaces but neither leading nor trailing ones. */
export const password = text({ max: 256, pattern: /[\S]+.*[\S]+/s, secret: true });
export const confirmationCode = text({ min: 1, max: 2048, pattern: /[\S]+/, secret: true });
export const session = text({ min: 20, max: 2048, secret: true });
export const softwareTokenCode = text({ min: 6, max: 6, pattern: /[0-9]+/, secret: true });
export const token = text({ min: 1, pattern: /[A-Za-z0-9-_=.]+/, secret: true });
export const groupName = text({ min: 1, max: 128, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u });
export const description = text({ max: 2048 });
export const arn = text({ min: 20, max: 2048 });
export const precedence = integer({ min: 0 });
export const poolName = text({ min: 1, max: 128, pattern: /[\w\s+=,.@-]+/ });
export const limit = integer({ min: 0, max: 60 });
export const paginationKey = text({ min: 1, max: 131_072, pattern: /[\S]+/ });
export const deviceName = text({ max: 131_072 });

export const attributeName = text({ min: 1, max: 32, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u });
export const clientMetadata = mapOf(text({ max: 131_072 }));

const attribute = structure({
  Name: required(attributeName),
  Value: optional(text({ max: 2048 })),
});

export const attributeList = listOf(attribute);

export const mfaSetting = structure({
  Enabled: optional(flag()),
  PreferredMfa: optional(flag()),
});

export const providerName = text({ min: 1, max: 32, pattern: /[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+/u });
export const domainName = text({ min: 1, max: 63, pattern: /[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?/ });

/** Who a user is at an identity provider; the provider of the pool's own users is called Cognito. */
export const providerUser = structure({
  ProviderName: optional(providerName),
  ProviderAttributeName: optional(text({ min: 0, max: 131_072 })),
  ProviderAttributeValue: optional(text({ min: 0, max: 131_072 })),
});
