import type { PolicySnapshot } from '../policy/policy.js';
import type { DutyFileKind, DutyScope } from './file.js';

/** What the server knows about a file that the first act itself opens. */
export interface Opening {
  readonly subjectId: string;
  readonly scope: DutyScope;
  readonly policy: PolicySnapshot;
  /** IM-12: who neither finds nor opens it. */
  readonly hiddenFrom: readonly string[];
}
export interface WithOpening {
  readonly opening: Opening;
}

/** Files that begin with what happened, so that there is none without it. */
export const DUTY_OPENERS = {
  registerDataBreach: 'data_breach',
  receiveComplaint: 'complaint',
  recordAccessRequest: 'access_request',
  scheduleRetention: 'retention',
  reportUnusualReading: 'reading',
} as const satisfies Readonly<Record<string, DutyFileKind>>;
export type DutyOpener = keyof typeof DUTY_OPENERS;

export function isDutyOpener(type: string): type is DutyOpener {
  return Object.hasOwn(DUTY_OPENERS, type);
}
