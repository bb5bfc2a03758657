import type { RunningStack } from '@caseward/embedded';

/** What was found. `note`: works, but somebody should know. */
export interface Checkup {
  readonly is: 'well' | 'note' | 'bad';
  readonly what: string;
  readonly fix?: string;
}

/** What the checks are about. */
export interface Scene {
  readonly folder: string;
  /** What runs on that folder. */
  readonly stack: RunningStack | undefined;
  readonly env: NodeJS.ProcessEnv;
}

export interface NamedCheckup {
  readonly name: string;
  readonly look: (scene: Scene) => Promise<Checkup>;
}

export function well(what: string): Checkup {
  return { is: 'well', what };
}

export function note(what: string, fix?: string): Checkup {
  return { is: 'note', what, ...(fix === undefined ? {} : { fix }) };
}

export function bad(what: string, fix: string): Checkup {
  return { is: 'bad', what, fix };
}
