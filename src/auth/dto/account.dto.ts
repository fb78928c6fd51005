import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AuditEventDto } from '../../audit/dto/audit-event.dto.js';
import { Email, MailedCode } from '../../http/field.decorators.js';
import type { Session } from '../../sessions/session.js';
import { UserProfileDto } from '../../users/dto/user-profile.dto.js';
import type { PersonalData } from '../personal-data.js';
import { MfaMethodStateDto } from './mfa-setup.dto.js';

@ApiSchema({ name: 'ChangeEmailRequest' })
export class ChangeEmailDto {
  @Email()
  newEmail!: string;
}

@ApiSchema({ name: 'VerifyEmailRequest' })
export class VerifyEmailDto {
  @MailedCode()
  code!: string;
}

@ApiSchema({ name: 'ExportedSession' })
export class ExportedSessionDto {
  @ApiProperty({ example: '6a1f0c2e-1111-4a5b-9c3d-2e4f6a8b0c1d' })
  sessionId!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:00:00.000Z' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  lastSeenAt!: string;

  @ApiProperty({ example: '203.0.113.7' })
  ipAddress!: string;

  @ApiProperty({ example: 'Mozilla/5.0' })
  userAgent!: string;

  static of(session: Session): ExportedSessionDto {
    const { sessionId, createdAt, lastSeenAt, ipAddress, userAgent } = session;
    return {
      sessionId,
      createdAt: new Date(createdAt).toISOString(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      ipAddress,
      userAgent,
    };
  }
}

/** All that is held on a person. */
@ApiSchema({ name: 'PersonalData' })
export class PersonalDataDto {
  @ApiProperty({ type: () => UserProfileDto })
  profile!: UserProfileDto;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'de',
    description: 'The language of the mails to the person, as kept since the sign-up.',
  })
  locale!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '1' })
  termsVersion!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-01-31T09:00:00.000Z' })
  termsAcceptedAt!: string | null;

  @ApiProperty({ type: () => [MfaMethodStateDto] })
  secondFactors!: MfaMethodStateDto[];

  @ApiProperty({ type: 'integer', example: 10 })
  recoveryCodesLeft!: number;

  @ApiProperty({ type: () => [ExportedSessionDto] })
  sessions!: ExportedSessionDto[];

  @ApiProperty({ type: () => [AuditEventDto] })
  activity!: AuditEventDto[];

  static of(data: PersonalData): PersonalDataDto {
    return {
      profile: UserProfileDto.of(data.profile),
      locale: data.locale,
      termsVersion: data.profile.termsVersion,
      termsAcceptedAt: data.profile.termsAcceptedAt,
      secondFactors: [...data.factors],
      recoveryCodesLeft: data.recoveryCodesLeft,
      sessions: data.sessions.map((session) => ExportedSessionDto.of(session)),
      activity: data.activity.map((event) => AuditEventDto.of(event)),
    };
  }
}
