import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsString, Length, Matches, ValidateIf } from 'class-validator';
import type { PoolGroup } from '../../auth/identity-administration.port.js';
import { NextCursor } from '../../http/page.dto.js';
import type { GroupList } from '../pool-groups.flow.js';
import { UserIdDto } from './user-id.dto.js';

/** What Cognito takes for a name, which is what groups made elsewhere can be called. */
export const GROUP_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;
/** What groups made here can be called: no name that would be mistaken for something else in a path. */
const NEW_GROUP_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,127}$/u;

function GroupName(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: 1, maxLength: 128, example: 'hr' }),
    Matches(GROUP_NAME, { message: 'must be the name of a group' }),
  );
}

@ApiSchema({ name: 'GroupPath' })
export class GroupPathDto {
  @GroupName()
  group!: string;
}

@ApiSchema({ name: 'MembershipPath' })
export class MembershipPathDto extends UserIdDto {
  @GroupName()
  group!: string;
}

@ApiSchema({ name: 'CreateGroupRequest' })
export class CreateGroupDto {
  /** Letters, digits and `_ . : -`, a letter or digit first. It cannot be changed. */
  @ApiProperty({ minLength: 1, maxLength: 128, example: 'hr' })
  @Matches(NEW_GROUP_NAME, { message: 'must be letters, digits and _ . : - only, a letter or digit first' })
  name!: string;

  /** What its members may do. */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 2048,
    example: 'May read personnel files.',
  })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @Length(1, 2048, { message: 'must have from 1 to 2048 characters' })
  @IsString({ message: 'must be a string' })
  description?: string | null;

  toGroup(): PoolGroup {
    return { name: this.name, description: this.description ?? null };
  }
}

@ApiSchema({ name: 'Group' })
export class GroupDto {
  @ApiProperty({ example: 'hr' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, example: 'May read personnel files.' })
  description!: string | null;

  static of({ name, description }: PoolGroup): GroupDto {
    return { name, description };
  }
}

/** All groups of one user. */
@ApiSchema({ name: 'GroupList' })
export class GroupListDto {
  @ApiProperty({ type: [GroupDto] })
  items!: GroupDto[];

  static of(groups: readonly PoolGroup[]): GroupListDto {
    return { items: groups.map((group) => GroupDto.of(group)) };
  }
}

@ApiSchema({ name: 'GroupPage' })
export class GroupPageDto {
  @ApiProperty({ type: [GroupDto] })
  items!: GroupDto[];

  @NextCursor()
  nextCursor!: string | null;

  static of({ groups, nextCursor }: GroupList): GroupPageDto {
    return { items: groups.map((group) => GroupDto.of(group)), nextCursor };
  }
}

export const GROUP_EXAMPLE: GroupDto = { name: 'hr', description: 'May read personnel files.' };
