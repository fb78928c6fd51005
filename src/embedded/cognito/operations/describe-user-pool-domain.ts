import type {
  DescribeUserPoolDomainCommandInput,
  DescribeUserPoolDomainCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { domainName } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { WireOutput } from '../protocol/wire-output.js';

/** A domain that nobody has is described by nothing, rather than refused. */
export const describeUserPoolDomain = operation({
  name: 'DescribeUserPoolDomain',
  input: inputOf<DescribeUserPoolDomainCommandInput>()({ Domain: required(domainName) }),
  handle: ({ Domain }, context): WireOutput<DescribeUserPoolDomainCommandOutput> => {
    const found = context.store.domains.get(Domain);
    if (found === undefined) {
      return { DomainDescription: {} };
    }
    return {
      DomainDescription: {
        UserPoolId: found.poolId,
        Domain: found.domain,
        Status: 'ACTIVE',
        ManagedLoginVersion: found.managedLoginVersion,
      },
    };
  },
});
