import { ApiSchema } from '@nestjs/swagger';
import { Password, SealedSession } from '../../http/field.decorators.js';
import { HandoffCode, RedirectUri, ReturnParameter } from '../../http/social-field.decorators.js';

@ApiSchema({ name: 'SocialStartQuery' })
export class SocialStartDto {
  @RedirectUri()
  redirectUri?: string;
}

@ApiSchema({ name: 'SocialCallbackQuery' })
export class SocialCallbackDto {
  @ReturnParameter('Of the provider; absent where nobody signed in.', 2048)
  code?: string;

  @ReturnParameter('Of the start.', 4096)
  state?: string;

  @ReturnParameter('Of the pool: why nobody signed in.', 4096)
  error_description?: string;
}

@ApiSchema({ name: 'SocialExchangeRequest' })
export class SocialExchangeDto {
  @HandoffCode()
  code!: string;
}

@ApiSchema({ name: 'SocialLinkRequest' })
export class SocialLinkDto {
  @SealedSession()
  session!: string;

  @Password()
  password!: string;
}
