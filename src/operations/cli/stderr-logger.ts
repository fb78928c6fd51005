import type { LoggerService } from '@nestjs/common';
import type { Writable } from 'node:stream';
import { loggableError } from '../../shared/loggable-error.js';

/** Warnings and errors of the features, beside the result of a command; what the frameworks tell of their start is left out. */
export class StderrLogger implements LoggerService {
  constructor(private readonly err: Writable = process.stderr) {}

  log(): void {
    // Of no use to an operator.
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warning', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  private write(level: string, message: unknown, rest: readonly unknown[]): void {
    const error = [message, ...rest].find((part) => part instanceof Error);
    const text = typeof message === 'string' ? message : 'Something went wrong';
    this.err.write(`${level}: ${text}${error === undefined ? '' : ` (${reasonOf(error)})`}\n`);
  }
}

function reasonOf(error: unknown): string {
  const { type, message } = loggableError(error);
  return message === '' ? type : `${type}: ${message}`;
}
