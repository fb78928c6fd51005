import { type JsonObject, type Members, parseInput, type Parsed } from './input-shape.js';
import type { OperationContext } from './operation-context.js';
import type { OperationName } from './operation-names.js';

/** An operation as the dispatcher sees it; an answer of nothing travels as an empty body. */
export interface Operation {
  readonly name: OperationName;
  run(raw: JsonObject, context: OperationContext): Promise<object | undefined>;
}

interface OperationDefinition<M extends Members> {
  readonly name: OperationName;
  readonly input: M;
  readonly handle: (
    input: Parsed<M>,
    context: OperationContext,
  ) => object | undefined | Promise<object | undefined>;
}

export function operation<M extends Members>(definition: OperationDefinition<M>): Operation {
  return {
    name: definition.name,
    run: async (raw, context) => definition.handle(parseInput(definition.input, raw), context),
  };
}
