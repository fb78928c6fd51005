import { AppError } from '../../shared/app-error.js';

/** Repeats a call once where Cognito did not answer. For calls that only read. */
export async function repeatRead<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === 'service_unavailable') return read();
    throw error;
  }
}
