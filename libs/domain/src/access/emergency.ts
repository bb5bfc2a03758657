import type { CaseState } from '../case/state.js';
import type { EmergencyAccess } from '../case/vocabulary/emergency-access.js';
import { earlierOf, type Instant } from '../time/instant.js';
import type { Actor, Role } from './actor.js';

/** Whom an emergency opens a file to: staff of the agency that work with children; never administration or coordination. */
export const OPEN_IN_EMERGENCY: readonly Role[] = ['CW', 'SUP', 'MGR'];

/** For whom a file stands open, and from when to when: a row of the read model has no more than this. */
export interface EmergencyWindow {
  readonly personId: string;
  readonly agencyId: string;
  readonly startsAt: Instant;
  /** The first instant at which it is shut again. */
  readonly endsAt: Instant;
}

export function emergencyAccessesOf({ emergencyAccesses }: CaseState): readonly EmergencyAccess[] {
  return Object.values(emergencyAccesses ?? {});
}

export function windowOf({ personId, agencyId, openedAt, until, endedAt }: EmergencyAccess): EmergencyWindow {
  return { personId, agencyId, startsAt: openedAt, endsAt: endedAt === null ? until : earlierOf(until, endedAt) };
}

/** IM-3: ends by itself at its instant, whether or not anybody looks. */
export function isOpenInEmergency(actor: Actor, windows: readonly EmergencyWindow[], at: Instant): boolean {
  if (!OPEN_IN_EMERGENCY.includes(actor.role)) return false;
  return windows.some(
    ({ personId, agencyId, startsAt, endsAt }) =>
      personId === actor.personId && agencyId === actor.agencyId && startsAt <= at && at < endsAt,
  );
}
