import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { type Profile, PROFILE_STATUSES, type ProfileStatus } from '../profile.js';

/** What the service tells of a person. */
@ApiSchema({ name: 'UserProfile' })
export class UserProfileDto {
  /** Cognito `sub`; it never changes and is never given again. */
  @ApiProperty({ example: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b' })
  userId!: string;

  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email!: string;

  @ApiProperty({ example: true })
  emailVerified!: boolean;

  @ApiProperty({ example: 'Ada' })
  firstName!: string;

  @ApiProperty({ example: 'Lovelace' })
  lastName!: string;

  /** Business data; it authorises nothing. */
  @ApiProperty({ example: 'Employee' })
  role!: string;

  @ApiProperty({ type: String, nullable: true, example: 'Engineering' })
  department!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'E-1024' })
  employeeId!: string | null;

  @ApiProperty({ enum: PROFILE_STATUSES, enumName: 'UserStatus', example: 'ACTIVE' })
  status!: ProfileStatus;

  /** Cognito groups; they authorise. */
  @ApiProperty({ type: [String], example: [] })
  groups!: string[];

  @ApiProperty({ example: true })
  mfaEnabled!: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:00:00.000Z' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:00:00.000Z' })
  updatedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-02-01T08:30:00.000Z' })
  lastLoginAt!: string | null;

  /** Named field by field, so that a new field of the profile is not shown by accident. */
  static of(profile: Profile): UserProfileDto {
    return {
      userId: profile.userId,
      email: profile.email,
      emailVerified: profile.emailVerified,
      firstName: profile.firstName,
      lastName: profile.lastName,
      role: profile.role,
      department: profile.department,
      employeeId: profile.employeeId,
      status: profile.status,
      groups: [...profile.groups],
      mfaEnabled: profile.mfaEnabled,
      createdAt: profile.createdAt,
      updatedAt: profile.updatedAt,
      lastLoginAt: profile.lastLoginAt,
    };
  }
}

/** The example that every operation answering a profile shows. */
export const USER_PROFILE_EXAMPLE: UserProfileDto = {
  userId: '34c84488-e0e1-70ae-9b5d-1f0c5d1f2a3b',
  email: 'ada@example.com',
  emailVerified: true,
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'Employee',
  department: 'Engineering',
  employeeId: 'E-1024',
  status: 'ACTIVE',
  groups: [],
  mfaEnabled: true,
  createdAt: '2026-01-31T09:00:00.000Z',
  updatedAt: '2026-01-31T09:05:00.000Z',
  lastLoginAt: '2026-02-01T08:30:00.000Z',
};
