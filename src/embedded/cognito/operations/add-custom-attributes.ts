import type {
  AddCustomAttributesCommandInput,
  AddCustomAttributesCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import { requirePool } from '../pools/find-pool.js';
import { schemaAttribute } from '../pools/pool-input.js';
import { addCustomAttributes as extendSchema } from '../pools/pool-schema.js';
import { userPoolId } from '../protocol/input-fields.js';
import { inputOf, listOf, required } from '../protocol/input-shape.js';
import { operation } from '../protocol/operation.js';
import type { EmptyOutput } from '../protocol/wire-output.js';

export const addCustomAttributes = operation({
  name: 'AddCustomAttributes',
  input: inputOf<AddCustomAttributesCommandInput>()({
    UserPoolId: required(userPoolId),
    CustomAttributes: required(listOf(schemaAttribute, { min: 1, max: 25 })),
  }),
  handle: (input, context): EmptyOutput<AddCustomAttributesCommandOutput> => {
    const pool = requirePool(context, input.UserPoolId);
    const schema = extendSchema(pool.schema, input.CustomAttributes);
    context.store.pools.put({ ...pool, schema, modifiedAt: context.now() });
    return {};
  },
});
