import 'reflect-metadata';
import { ACCESS_RULE, AdminOnly, Authenticated, Groups, Public } from './access.decorators.js';

describe('access decorators', () => {
  const decorate = (...decorators: MethodDecorator[]): unknown => {
    class Files {
      read(): void {
        // Only its metadata is looked at.
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(Files.prototype, 'read') ?? {};
    for (const decorator of decorators) decorator(Files.prototype, 'read', descriptor);
    return Reflect.getMetadata(ACCESS_RULE, descriptor.value as object);
  };

  it('say who may call an operation', () => {
    expect(decorate(Public())).toEqual({ kind: 'public' });
    expect(decorate(Groups('hr'))).toEqual({ kind: 'groups', groups: ['hr'] });
  });

  it.each([
    ['public and for administrators', [AdminOnly(), Public()]],
    ['for a group and for everybody who is signed in', [Groups('hr'), Authenticated()]],
    ['public twice', [Public(), Public()]],
  ])('refuse an operation that is %s', (_, decorators) => {
    expect(() => decorate(...decorators)).toThrow('Files.read needs one of @Public');
  });

  it('refuse to stand on a class, where nobody would look for them', () => {
    const onClass = Groups('hr') as unknown as (target: object) => void;
    expect(() => {
      onClass(Map);
    }).toThrow('An access rule stands on an operation');
  });
});
