import { Controller, Header, Post } from '@nestjs/common';
import { Origin, Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { RequestForm } from '../http/validation.pipe.js';
import type { RequestOrigin } from '../shared/caller.js';
import { toGrant, TokenRequestDto, TokenResponseDto, toTokenResponse } from './dto/token.dto.js';
import { TokenGrantFlow } from './token-grant.flow.js';

@Controller('auth/token')
export class TokenController {
  constructor(private readonly grants: TokenGrantFlow) {}

  @Endpoint({
    summary: 'Tokens in the form of OAuth 2',
    limit: 'login',
    description:
      'What the Authorize button of Swagger UI calls. `password` takes `username` and `password`, and `otp` where the code ' +
      'is at hand; `mfa_otp` takes the `session` of an `mfa_required` and `otp`; `refresh_token` takes `refresh_token`. ' +
      'Off in production unless `PASSWORD_GRANT=true`.',
    next: 'Send `access_token` as Bearer token. After a 403 `mfa_required`, call it again with `grant_type=mfa_otp`.',
    returns: TokenResponseDto,
    examples: {
      tokens: {
        access_token: 'eyJraWQiOiJhY2Nlc3MiLCJhbGciOiJSUzI1NiJ9.x.y',
        id_token: 'eyJraWQiOiJpZCIsImFsZyI6IlJTMjU2In0.x.y',
        refresh_token: 'eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIn0.x',
        token_type: 'Bearer',
        expires_in: 3600,
      },
    },
    protocol: 'oauth',
  })
  @Public()
  // RFC 6749, 5.1 wants it beside Cache-Control.
  @Header('pragma', 'no-cache')
  @Post()
  async grantTokens(
    @RequestForm() form: TokenRequestDto,
    @Origin() origin: RequestOrigin,
  ): Promise<TokenResponseDto> {
    return toTokenResponse(await this.grants.grant(toGrant(form), origin));
  }
}
