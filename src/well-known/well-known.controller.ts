import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { Public } from '../http/access.decorators.js';
import { Endpoint } from '../http/endpoint.decorator.js';
import { AppError } from '../shared/app-error.js';
import { Clock } from '../shared/clock.js';
import { securityTxt } from './security-txt.js';

const DOCS_OF_PASSWORDS = '/docs#/Passwords';

@Controller('.well-known')
export class WellKnownController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Endpoint({
    summary: 'Lead to where passwords are changed',
    description:
      'For password managers. Leads to `CHANGE_PASSWORD_URL`, or to the docs page where there is one.',
    next: 'The page itself: it calls `POST /auth/change-password`.',
    status: 302,
    success: 'The page where people change their password.',
    headers: { Location: 'The page.' },
    errors: ['not_found'],
    validates: false,
  })
  @Public()
  @Get('change-password')
  findChangePassword(@Res() reply: FastifyReply): void {
    const { changePasswordUrl, docs } = this.settings;
    const page = changePasswordUrl ?? (docs ? DOCS_OF_PASSWORDS : undefined);
    if (page === undefined) throw new AppError('not_found');
    void reply.redirect(page, 302);
  }

  @Endpoint({
    summary: 'Whom to tell of a weakness',
    description: 'RFC 9116. 404 where `SECURITY_CONTACT` is not set.',
    next: 'Write to the contact that it names.',
    alternative: {
      mediaType: 'text/plain',
      example:
        'Contact: mailto:security@example.com\nExpires: 2027-05-20T00:00:00.000Z\nPreferred-Languages: en\n',
    },
    errors: ['not_found'],
    validates: false,
  })
  @Public()
  @Get('security.txt')
  readSecurityTxt(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { securityContact, publicUrl } = this.settings;
    if (securityContact === undefined) throw new AppError('not_found');
    void reply.type('text/plain; charset=utf-8');
    return securityTxt(securityContact, publicUrl, this.clock.now());
  }
}
