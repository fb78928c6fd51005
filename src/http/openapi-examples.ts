import type { OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { operationsOf } from './openapi-order.js';

type Values = Readonly<Record<string, unknown>>;

/** What people sent and were answered, as `npm run examples` recorded it, by operation. */
interface Recorded {
  readonly request?: Values;
  /** By status and media type. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

interface Content {
  examples?: Record<string, { value: unknown }>;
}

type Contents = Record<string, Content>;

interface Operation {
  readonly operationId?: string;
  readonly requestBody?: unknown;
  readonly parameters?: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Parameter {
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { example?: unknown };
}

/** Stands in for the parameters of a path. */
const PARAMETERS: Readonly<Record<string, string>> = {
  userId: '34c84480-e0e1-70ae-9b5d-1f0c5d1f2a3b',
  sessionId: '5e0b2f4a-9a0c-4b52-a1a3-0f8a6c1d7e11',
  group: 'hr',
};

/** Shows real requests and answers, and refusals with the path that was called. */
export function showExamples(document: OpenAPIObject): void {
  const file = readFileSync(new URL('./examples.json', import.meta.url), 'utf8');
  const recorded = JSON.parse(file) as Record<string, Recorded>;
  for (const [path, item] of Object.entries(document.paths)) {
    const instance = path.replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? name);
    for (const operation of operationsOf(item) as Operation[]) {
      for (const parameter of operation.parameters ?? []) leaveEmpty(parameter as Parameter);
      const { request = {}, responses = {} } = recorded[operation.operationId ?? ''] ?? {};
      for (const content of Object.values(contentsOf(operation.requestBody))) show(content, request);
      for (const [status, response] of Object.entries(operation.responses)) {
        for (const [type, content] of Object.entries(contentsOf(response))) {
          nameInstance(content, instance);
          show(content, responses[status]?.[type] ?? {});
        }
      }
    }
  }
}

function contentsOf(part: unknown): Contents {
  return (part as { content?: Contents } | undefined)?.content ?? {};
}

/** Swagger UI would fill the example of a filter in, and whoever only wants the list would find nobody. */
function leaveEmpty({ in: place, required = false, schema }: Parameter): void {
  if (place === 'query' && !required) delete schema?.example;
}

/** What was recorded goes before what was made up. */
function show(content: Content, values: Values): void {
  if (Object.keys(values).length === 0) return;
  const shown = Object.entries(values).map(([name, value]) => [name, { value }] as const);
  content.examples = { ...content.examples, ...Object.fromEntries(shown) };
}

function nameInstance(content: Content, instance: string): void {
  for (const [name, { value }] of Object.entries(content.examples ?? {})) {
    if (typeof value !== 'object' || value === null || !('instance' in value)) continue;
    content.examples = { ...content.examples, [name]: { value: { ...value, instance } } };
  }
}
