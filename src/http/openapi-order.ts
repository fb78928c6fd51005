import type { OpenAPIObject } from '@nestjs/swagger';
import { CHAPTERS } from './openapi-guide.js';

type PathItem = OpenAPIObject['paths'][string];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Operation = NonNullable<PathItem['get']>;

/** The operations of a path, by the order of their methods in it. */
export function operationsOf(path: PathItem): Operation[] {
  return METHODS.map((method) => path[method]).filter((operation) => operation !== undefined);
}

/** Gives every operation the tag of its chapter, and puts paths and methods in the order of the chapters. */
export function orderByChapters(document: OpenAPIObject): void {
  const order = CHAPTERS.flatMap(({ operations }) => operations);
  const placeOf = ({ operationId = '' }: Operation) => {
    const place = order.indexOf(operationId);
    if (place < 0) throw new TypeError(`${operationId}: put it into a chapter of src/http/openapi-guide.ts`);
    return place;
  };
  const firstOf = (path: PathItem) => Math.min(...operationsOf(path).map(placeOf));
  for (const operation of Object.values(document.paths).flatMap(operationsOf)) {
    const chapter = CHAPTERS.find(({ operations }) => operations.includes(operation.operationId ?? ''));
    operation.tags = chapter ? [chapter.name] : [];
  }
  const paths = Object.entries(document.paths)
    .map(([name, path]) => [name, withOrderedMethods(path, placeOf)] as const)
    .sort(([, one], [, other]) => firstOf(one) - firstOf(other));
  document.paths = Object.fromEntries(paths);
}

function withOrderedMethods(path: PathItem, placeOf: (operation: Operation) => number): PathItem {
  const methods = METHODS.flatMap((method) => {
    const operation = path[method];
    return operation === undefined ? [] : [{ method, operation }];
  });
  methods.sort((one, other) => placeOf(one.operation) - placeOf(other.operation));
  return Object.fromEntries(methods.map(({ method, operation }) => [method, operation]));
}

/** Redoc and others show chapters under their groups. */
export function chapterGroups(): { name: string; tags: string[] }[] {
  const groups = [...new Set(CHAPTERS.map(({ group }) => group))];
  return groups.map((name) => ({
    name,
    tags: CHAPTERS.filter(({ group }) => group === name).map((chapter) => chapter.name),
  }));
}
