import type {
  CreateUserPoolDomainCommandInput,
  CreateUserPoolDomainCommandOutput,
  CustomDomainConfigType,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { domainName, userPoolId } from '../protocol/input-fields.js';
import { anyStructure, inputOf, optional, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import { integer } from '../protocol/scalar-checks.js';
import type { WireOutput } from '../protocol/wire-output.js';

const RESERVED_WORDS = ['aws', 'amazon', 'cognito'];

/** A prefix domain; the embedded hosted pages answer at this server's own address whatever it is called. */
export const createUserPoolDomain = operation({
  name: 'CreateUserPoolDomain',
  input: inputOf<CreateUserPoolDomainCommandInput>()({
    Domain: required(domainName),
    UserPoolId: required(userPoolId),
    ManagedLoginVersion: optional(integer({ min: 1, max: 2 })),
    CustomDomainConfig: optional(anyStructure<CustomDomainConfigType>()),
  }),
  handle: (input, context): WireOutput<CreateUserPoolDomainCommandOutput> => {
    const { Domain, ManagedLoginVersion = 1 } = input;
    const pool = requirePool(context, input.UserPoolId);
    if (input.CustomDomainConfig !== undefined) {
      throw refusals.notImplemented('custom domains');
    }
    const reserved = RESERVED_WORDS.find((word) => Domain.includes(word));
    if (reserved !== undefined) {
      throw refusals.invalidParameter(`Domain cannot contain reserved word: ${reserved}`);
    }
    if (ManagedLoginVersion === 2 && pool.settings.UserPoolTier === 'LITE') {
      throw refusals.unavailableInTier('Managed login', 'LITE');
    }
    if (context.store.domains.get(Domain) !== undefined) {
      throw refusals.invalidParameter('Domain already associated with another user pool.');
    }
    if (context.store.domains.find('pool', pool.id).length > 0) {
      throw refusals.invalidParameter('User pool already has a domain configured.');
    }
    context.store.domains.put({
      domain: Domain,
      poolId: pool.id,
      managedLoginVersion: ManagedLoginVersion,
    });
    return { ManagedLoginVersion };
  },
});
