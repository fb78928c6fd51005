import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { RoleName, ShortText } from '../../http/field.decorators.js';
import { NextCursor, PageQueryDto } from '../../http/page.dto.js';
import { PlainAddress } from '../../http/transforms.js';
import { USER_PROFILE_EXAMPLE, UserProfileDto } from '../../users/dto/user-profile.dto.js';
import type { ProfileList } from '../../users/profile-directory.service.js';
import { PROFILE_STATUSES, type ProfileStatus } from '../../users/profile.js';
import type { ProfileQuery } from '../../users/profile-query.js';

/** Filters; all that are given must hold. */
@ApiSchema({ name: 'ListUsersQuery' })
export class ListUsersDto extends PageQueryDto {
  /** How the address begins, in any case. The list is then in the order of addresses. */
  @ApiPropertyOptional({ minLength: 1, maxLength: 128, example: 'ada' })
  @IsOptional()
  @Length(1, 128, { message: 'must have from 1 to 128 characters' })
  @IsString({ message: 'must be a string' })
  @PlainAddress()
  email?: string;

  @RoleName({ optional: true })
  role?: string;

  /** The whole name of the department, as it is written there. */
  @ShortText('Engineering')
  department?: string;

  @ApiPropertyOptional({ enum: PROFILE_STATUSES, enumName: 'UserStatus' })
  @IsOptional()
  @IsIn(PROFILE_STATUSES, { message: `must be one of ${PROFILE_STATUSES.join(', ')}` })
  status?: ProfileStatus;

  toQuery(): ProfileQuery {
    const { email, role, department, status } = this;
    return {
      ...(email !== undefined && { email }),
      ...(role !== undefined && { role }),
      ...(department !== undefined && { department }),
      ...(status !== undefined && { status }),
    };
  }
}

@ApiSchema({ name: 'UserPage' })
export class UserPageDto {
  @ApiProperty({ type: [UserProfileDto] })
  items!: UserProfileDto[];

  @NextCursor()
  nextCursor!: string | null;

  static of({ profiles, nextCursor }: ProfileList): UserPageDto {
    return { items: profiles.map((profile) => UserProfileDto.of(profile)), nextCursor };
  }
}

export const USER_PAGE_EXAMPLE: UserPageDto = {
  items: [USER_PROFILE_EXAMPLE],
  nextCursor: 'pX2v0sT4u6w.q1N8y…',
};
