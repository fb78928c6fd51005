import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentUser, Groups } from '../../../src/http/access.decorators.js';
import { Endpoint } from '../../../src/http/endpoint.decorator.js';
import type { Caller } from '../../../src/shared/caller.js';
import { NoteDto } from './note.dto.js';

@ApiTags('Notes')
@Controller('notes')
export class NotesController {
  @Endpoint({
    summary: 'Read my note',
    description: 'For everybody who is signed in.',
    next: 'Nothing.',
    returns: NoteDto,
    validates: false,
  })
  @Authenticated()
  @Get('mine')
  readMyNote(@CurrentUser() caller: Caller): NoteDto {
    return { text: `Hello ${caller.userId}` };
  }

  @Endpoint({
    summary: 'Read the note of the staff',
    description: 'For administrators, and members of the group `hr`.',
    next: 'Nothing.',
    returns: NoteDto,
    validates: false,
  })
  @Groups('admin', 'hr')
  @Get('staff')
  readStaffNote(): NoteDto {
    return { text: 'Hello staff' };
  }
}
