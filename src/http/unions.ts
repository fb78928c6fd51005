import type { Type } from '@nestjs/common';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './openapi-order.js';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** Several shapes of one answer, told apart by the value of one property. */
export interface Union {
  /** Of the schema in the document, and so of the type in generated clients. */
  readonly name: string;
  readonly description: string;
  readonly property: string;
  /** The shape for each value of the property. */
  readonly members: Readonly<Record<string, Type>>;
}

/** The schema of a union, in place; `nameUnions` gives it a name. */
export function unionSchema({ name, description, property, members }: Union): Schema {
  const paths = Object.entries(members).map(([value, type]) => [value, getSchemaPath(type)] as const);
  return {
    title: name,
    description,
    oneOf: paths.map(([, $ref]) => ({ $ref })),
    discriminator: { propertyName: property, mapping: Object.fromEntries(paths) },
  };
}

interface Content {
  schema?: Schema;
}

/** Moves every union to the schemas under its name: Nest itself can only name classes. */
export function nameUnions(document: OpenAPIObject): void {
  const schemas = ((document.components ??= {}).schemas ??= {});
  for (const content of contentsOf(document)) {
    const { schema } = content;
    if (schema === undefined || !('oneOf' in schema) || schema.title === undefined) continue;
    schemas[schema.title] = schema;
    content.schema = { $ref: `#/components/schemas/${schema.title}` };
  }
}

function contentsOf({ paths }: OpenAPIObject): Content[] {
  return Object.values(paths)
    .flatMap(operationsOf)
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap((response) => Object.values((response as { content?: Record<string, Content> }).content ?? {}));
}
