import type { z } from 'zod';

export interface FileFault {
  /** JSON Pointer to the place in the file. */
  readonly pointer: string;
  readonly message: string;
}

/** The file cannot be played at all; says where and why. */
export class UnusableScenarioError extends Error {
  override readonly name = 'UnusableScenarioError';

  constructor(readonly faults: readonly FileFault[]) {
    super(faults.map(({ pointer, message }) => `${pointer === '' ? '/' : pointer}: ${message}`).join('\n'));
  }
}

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function issuesOf(error: z.ZodError, base: string): FileFault[] {
  return error.issues.map(({ path, message }) => ({ pointer: base + pointerOf(path), message }));
}
