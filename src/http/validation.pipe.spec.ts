import { Type } from 'class-transformer';
import { IsEmail, IsInt, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { AppError } from '../shared/app-error.js';
import { RequestBody, RequestForm, RequestQuery } from './validation.pipe.js';

class Address {
  @IsString({ message: 'must be a string' })
  city!: string;
}

class Person {
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 10, { message: 'must have at most 10 characters' })
  @Matches(/^a/, { message: 'must start with a' })
  email!: string;

  @ValidateNested()
  @Type(() => Address)
  address!: Address;
}

class Page {
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  limit!: number;
}

class Choice {
  @IsOptional()
  @IsString()
  colour?: string;
}

class FilesController {
  choice(@RequestBody() body: Choice): Choice {
    return body;
  }

  body(@RequestBody() body: Person): Person {
    return body;
  }

  form(@RequestForm() form: Person): Person {
    return form;
  }

  query(@RequestQuery() query: Page): Page {
    return query;
  }
}

const TYPES = { body: Person, choice: Choice, form: Person, query: Page } as const;
const GOOD = { email: 'a@b.de', address: { city: 'Rome' } };

/** What the handler's parameter is given for this input. */
async function receive(handler: keyof FilesController, input: unknown): Promise<unknown> {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, FilesController, handler) as Record<
    string,
    { readonly pipes: readonly PipeTransform[] }
  >;
  const [pipe] = Object.values(parameters).flatMap(({ pipes }) => pipes);
  const metadata: ArgumentMetadata = {
    type: handler === 'query' ? 'query' : 'body',
    metatype: TYPES[handler],
  };
  return (await pipe?.transform(input, metadata)) as unknown;
}

async function errorsOf(handler: keyof FilesController, input: unknown): Promise<AppError['errors']> {
  const error = await receive(handler, input).catch((thrown: unknown) => thrown as AppError);
  expect(error).toHaveProperty('code', 'validation_failed');
  return (error as AppError).errors;
}

describe('what comes in', () => {
  it('is taken where it breaks no rule, as the class that it is', async () => {
    const person = await receive('body', GOOD);
    expect(person).toBeInstanceOf(Person);
    expect(person).toEqual(GOOD);
  });

  it('is refused with one message a field, however many rules the field breaks', async () => {
    const errors = await errorsOf('body', { ...GOOD, email: 'not-an-address' });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.field).toBe('email');
  });

  it('is refused for every field at once, nested ones by their path', async () => {
    await expect(errorsOf('body', { email: 'x', address: { city: 7 } })).resolves.toEqual([
      { field: 'email', message: expect.any(String) as string },
      { field: 'address.city', message: 'must be a string' },
    ]);
  });

  it('is refused for fields that nobody asked for, nested ones too', async () => {
    const input = { ...GOOD, admin: true, address: { city: 'Rome', zip: '1' } };
    await expect(errorsOf('body', input)).resolves.toEqual([
      { field: 'admin', message: 'is not a field of this request' },
      { field: 'address.zip', message: 'is not a field of this request' },
    ]);
  });

  it('does not repeat the values that it refuses', async () => {
    const errors = await errorsOf('body', { ...GOOD, email: 'hunter2-Horse', hunter3: 'hunter4' });
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|hunter4/);
  });

  it.each([[null], ['text'], [7], [true], [[]], [[GOOD]]])(
    'is refused where it is no object: %j',
    async (input) => {
      await expect(errorsOf('body', input)).resolves.toEqual([
        { field: 'body', message: 'must be a JSON object' },
      ]);
      await expect(errorsOf('choice', input)).resolves.toHaveLength(1);
    },
  );

  it.each(['\ud800', 'ada\udc00@example.com', '\ude80\ud83d', ['ada', '\ud800']])(
    'is refused where a text holds half a character: %j',
    async (email) => {
      await expect(errorsOf('body', { ...GOOD, email })).resolves.toEqual([
        { field: 'email', message: 'must be well-formed Unicode' },
      ]);
    },
  );

  it('is refused by a bounded list, however many fields it has that there are not', async () => {
    const others = Array.from({ length: 5_000 }, (_, number) => [`f${number}`, '\ud800'] as const);
    await expect(errorsOf('body', Object.fromEntries(others))).resolves.toHaveLength(50);
    const plain = others.map(([name]) => [name, 1] as const);
    await expect(errorsOf('body', Object.fromEntries(plain))).resolves.toHaveLength(50);
  });

  it('is taken where a text holds characters of two halves', async () => {
    await expect(receive('choice', { colour: '🎨' })).resolves.toEqual({ colour: '🎨' });
  });

  it('may be missing where nothing is needed', async () => {
    await expect(receive('choice', undefined)).resolves.toEqual({});
  });

  it('cannot reach the prototype of anything', async () => {
    const input: unknown = JSON.parse(
      '{"email":"a@b.de","address":{"city":"Rome"},"__proto__":{"admin":true}}',
    );
    const person = await receive('body', input).catch(() => ({}));
    expect((person as { admin?: unknown }).admin).toBeUndefined();
  });

  it('as a form may hold more, which is left out', async () => {
    await expect(receive('form', { ...GOOD, client_id: 'x' })).resolves.toEqual(GOOD);
  });

  it('as a query is read as what it is to be', async () => {
    await expect(receive('query', { limit: '7' })).resolves.toEqual({ limit: 7 });
    await expect(errorsOf('query', { limit: 'seven' })).resolves.toEqual([
      { field: 'limit', message: 'must be a whole number' },
    ]);
  });
});
