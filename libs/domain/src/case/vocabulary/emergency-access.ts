import type { Instant } from '../../time/instant.js';
import type { WithContent } from './content.js';

export const EMERGENCY_REASONS = [
  'danger_now',
  'medical_emergency',
  'child_missing',
  'police_or_court',
  'caseworker_unreachable',
  'disaster',
  'other',
] as const;
/** Why a file had to be opened by somebody who has no part in the case. What happened stands in the form. */
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];

export interface EmergencyAccessPayloads {
  readonly openEmergencyAccess: WithContent & { readonly accessId: string; readonly reason: EmergencyReason };
  readonly endEmergencyAccess: { readonly accessId: string };
  readonly reviewEmergencyAccess: WithContent & { readonly accessId: string; readonly justified: boolean };
}

export interface EmergencyAccessFacts {
  /** It runs from the moment of recording: nobody opens a file for the past. */
  readonly EmergencyAccessOpened: WithContent & {
    readonly accessId: string;
    readonly reason: EmergencyReason;
    readonly until: Instant;
  };
  readonly EmergencyAccessReviewed: WithContent & { readonly accessId: string; readonly justified: boolean };
}

export interface EmergencyAccessNotes {
  readonly EmergencyAccessEnded: { readonly accessId: string };
}

/** One opening of a file in an emergency. It stays in the record for ever, whatever became of it. */
export interface EmergencyAccess {
  readonly accessId: string;
  readonly personId: string;
  readonly agencyId: string;
  readonly reason: EmergencyReason;
  readonly openedAt: Instant;
  /** The first instant at which nothing is open any more, at the latest. */
  readonly until: Instant;
  /** Earlier than `until`, where somebody ended it. */
  readonly endedAt: Instant | null;
  readonly reviewedBy: string | null;
  readonly justified: boolean | null;
}

export interface EmergencyAccessState {
  /** Missing where nobody ever opened the file in this way. */
  readonly emergencyAccesses?: Readonly<Record<string, EmergencyAccess>>;
}
