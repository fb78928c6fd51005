import type {
  DeleteUserPoolDomainCommandInput,
  DeleteUserPoolDomainCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { domainName, userPoolId } from '../protocol/input-fields.js';
import { inputOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import { refusals } from '../protocol/refusals.js';
import type { EmptyOutput } from '../protocol/wire-output.js';

export const deleteUserPoolDomain = operation({
  name: 'DeleteUserPoolDomain',
  input: inputOf<DeleteUserPoolDomainCommandInput>()({
    Domain: required(domainName),
    UserPoolId: required(userPoolId),
  }),
  handle: ({ Domain, UserPoolId }, context): EmptyOutput<DeleteUserPoolDomainCommandOutput> => {
    const pool = requirePool(context, UserPoolId);
    if (context.store.domains.get(Domain)?.poolId !== pool.id) {
      throw refusals.invalidParameter('No such domain or user pool exists.');
    }
    context.store.domains.delete(Domain);
    return {};
  },
});
