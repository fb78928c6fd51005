import {
  type ArgumentMetadata,
  Body,
  Param,
  Query,
  type Type,
  ValidationPipe,
  type ValidationPipeOptions,
} from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { AppError, type FieldError } from '../shared/app-error.js';

/** More than any request has fields, so that a body full of others is not answered by a list as long. */
const MAX_ERRORS = 50;

/**
 * The pipe for everything that comes in. It is bound to the parameters that have something to validate rather than
 * globally, because a global pipe costs every route a third of its throughput.
 */
const strict: ValidationPipeOptions = {
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => invalid(fieldErrors(errors)),
};
const validation = new ValidationPipe(strict);

/** Half of a character: JSON can say it, but UTF-8 cannot, so it would be kept as another one, and some rules stumble over it. */
const HALF_CHARACTER = /\p{Cs}/u;

/** Nest would take a `null` for an empty object. A body that is not there at all is one. */
class BodyPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (value === undefined) return super.transform(value, metadata);
    const errors = isObject(value)
      ? illFormedFields(value)
      : [{ field: 'body', message: 'must be a JSON object' }];
    if (errors.length === 0) return super.transform(value, metadata);
    return Promise.reject(invalid(errors));
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function illFormedFields(body: object): FieldError[] {
  return Object.entries(body)
    .filter(([, value]) =>
      [value].flat().some((text) => typeof text === 'string' && HALF_CHARACTER.test(text)),
    )
    .map(([field]) => ({ field, message: 'must be well-formed Unicode' }));
}

const bodyValidation = new BodyPipe(strict);
const formValidation = new ValidationPipe({ ...strict, forbidNonWhitelisted: false });

/** The validated JSON body. */
export const RequestBody = (): ParameterDecorator => Body(bodyValidation);

/** The validated form of an OAuth 2 request; RFC 6749, 3.2 wants unknown parameters ignored. */
export const RequestForm = (): ParameterDecorator => Body(formValidation);

/** The validated query string. */
export const RequestQuery = (): ParameterDecorator => Query(validation);

/** The validated query string that another server sends a browser back with; it may add to it (RFC 6749, 4.1.2). */
export const RequestReturn = (): ParameterDecorator => Query(formValidation);

/** The validated path parameters. */
export const RequestPath = (): ParameterDecorator => Param(validation);

/** A plain object by the rules of a request body, for people who come in by a file. Throws `validation_failed`. */
export function validated<T>(body: object, metatype: Type<T>): Promise<T> {
  return validation.transform(body, { type: 'body', metatype }) as Promise<T>;
}

function invalid(errors: readonly FieldError[]): AppError {
  return new AppError('validation_failed', { errors: errors.slice(0, MAX_ERRORS) });
}

/** One entry for each field that breaks a rule, nested fields as `a.b`. */
function fieldErrors(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? 'is not a field of this request' : message,
    }));
    return [...own, ...fieldErrors(error.children ?? [], `${field}.`)];
  });
}
