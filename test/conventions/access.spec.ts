import { Controller, Get } from '@nestjs/common';
import { ADMIN, AdminOnly, Authenticated, Groups, Public } from '../../src/http/access.decorators.js';
import { allHandlers, type Handler, handlersOf } from './controllers.js';

/** What is wrong with who may call an operation; empty where nothing is. */
function accessFaults({ name, path, rule }: Handler): string[] {
  if (rule === undefined) return [`${name} has no access rule`];
  const root = path.split('/')[0] ?? '';
  const faults: string[] = [];
  if (root === 'admin' && !(rule.kind === 'groups' && rule.groups.length === 1 && rule.groups[0] === ADMIN)) {
    faults.push(`${name} is below /admin, so it must be @AdminOnly`);
  }
  if (rule.kind === 'public' && !['auth', 'health', '.well-known', 'metrics'].includes(root)) {
    faults.push(`${name} is about somebody's data, so it cannot be @Public`);
  }
  if (rule.kind === 'groups' && rule.groups.length === 0) faults.push(`${name} lets no group in`);
  return faults;
}

describe('access', () => {
  it('is declared by every operation, and is for admins alone below /admin', async () => {
    const handlers = await allHandlers();
    expect(handlers.length).toBeGreaterThan(10);
    expect(handlers.flatMap(accessFaults)).toEqual([]);
  });

  it('would be missed where it is not right', () => {
    expect(handlersOf(BadController).flatMap(accessFaults)).toEqual([
      'BadController.forgotten has no access rule',
      'BadController.anybodySignedIn is below /admin, so it must be @AdminOnly',
      'BadController.anybody is below /admin, so it must be @AdminOnly',
      "BadController.anybody is about somebody's data, so it cannot be @Public",
      'BadController.otherGroup is below /admin, so it must be @AdminOnly',
      'BadController.nobody is below /admin, so it must be @AdminOnly',
      'BadController.nobody lets no group in',
    ]);
  });
});

@Controller('admin/bad')
class BadController {
  @Get('forgotten')
  forgotten(): string {
    return '';
  }

  @Authenticated()
  @Get('signed-in')
  anybodySignedIn(): string {
    return '';
  }

  @Public()
  @Get('public')
  anybody(): string {
    return '';
  }

  @Groups('staff')
  @Get('group')
  otherGroup(): string {
    return '';
  }

  @Groups()
  @Get('nobody')
  nobody(): string {
    return '';
  }

  @AdminOnly()
  @Get('good')
  good(): string {
    return '';
  }
}
