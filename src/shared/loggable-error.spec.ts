import { AppError } from './app-error.js';
import { loggableError } from './loggable-error.js';

function awsError(message: string): Error {
  return Object.assign(new Error(message), {
    name: 'InvalidParameterException',
    $metadata: { requestId: 'aws-1', httpStatusCode: 400 },
    $response: { body: message },
  });
}

describe('what is logged of an error', () => {
  it('is its name, its message and its frames', () => {
    const logged = loggableError(new TypeError('no such thing'));
    expect(logged).toMatchObject({ type: 'TypeError', message: 'no such thing' });
    expect(logged.stack).toMatch(/^ +at .*loggable-error\.spec/);
    expect(logged.stack.split('\n').length).toBeLessThanOrEqual(12);
  });

  it('is no message of AWS, which quotes the request, but its request id', () => {
    const error = awsError("Value 'hunter2-Horse' at 'password' failed to satisfy constraint");
    const logged = loggableError(error);
    expect(logged).toMatchObject({ type: 'InvalidParameterException', message: '', awsRequestId: 'aws-1' });
    expect(JSON.stringify(logged)).not.toContain('hunter2');
  });

  it('holds as much of the cause, and as little', () => {
    const error = new AppError('internal_error', {
      cause: new Error('wrapped', { cause: awsError("Value 'hunter2' at 'password'") }),
    });
    const logged = loggableError(error);
    expect(logged).toMatchObject({
      type: 'AppError',
      cause: { type: 'Error', message: 'wrapped', cause: { message: '', awsRequestId: 'aws-1' } },
    });
    expect(JSON.stringify(logged)).not.toContain('hunter2');
  });

  it('quotes the request neither by a message of several lines nor by properties', () => {
    const error = Object.assign(awsError("first line\n    at 'hunter2-Horse'\nlast line"), {
      password: 'hunter2-Horse',
    });
    expect(JSON.stringify(loggableError(error))).not.toContain('hunter2');
  });

  it('ends with causes that go round in circles', () => {
    const error = new Error('round');
    error.cause = error;
    const text = JSON.stringify(loggableError(error));
    expect(text.match(/"round"/g)).toHaveLength(5);
  });

  it.each(['a secret text', 42, null, undefined, { password: 'secret' }])(
    'is only its type where it is none: %j',
    (thrown) => {
      expect(loggableError(thrown)).toEqual({ type: typeof thrown, message: '', stack: '' });
    },
  );
});
