import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

/** Where a social sign-in leads back to; which addresses are taken is the deployment's `SOCIAL_REDIRECT_URIS`. */
export function RedirectUri(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ format: 'uri', maxLength: 1024, example: 'https://app.example.com/signed-in' }),
    IsOptional(),
    IsString({ message: 'must be a string' }),
    Length(1, 1024, { message: 'must have at most 1024 characters' }),
  );
}

/** A parameter that the provider sends the browser back with. */
export function ReturnParameter(description: string, maxLength: number): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength }),
    IsOptional(),
    IsString({ message: 'must be a string' }),
    Length(0, maxLength, { message: `must have at most ${maxLength} characters` }),
  );
}

/** The code that a social sign-in led back with. */
export function HandoffCode(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ maxLength: 128, example: '3q2-7wAtq0vNHGtVfCTDzXq8rTj4mMbnkH1Jr0cU9d0' }),
    IsString({ message: 'must be a string' }),
    Matches(/^[A-Za-z0-9\-_]{1,128}$/, { message: 'must be the code of the redirect' }),
  );
}
