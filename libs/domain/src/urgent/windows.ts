import type { Incident } from '../case/vocabulary/first-contact.js';
import { numberOf, type PolicySnapshot } from '../policy/policy.js';
import { addDays } from '../time/civil-date.js';
import { earlierOf, HOUR_MS, plusHours, plusMs, toMs, type Instant } from '../time/instant.js';
import { endOfDate } from '../time/zone.js';

/** UA-6, UA-8: how long something can still be done after sexual violence; whether it suits the child is for health staff. */
export interface CareWindow {
  readonly window: 'evidence' | 'pep' | 'ec';
  readonly hours: number;
  /** The last instant inside. Counted from the earliest possible moment: time left is never overstated (UA-7). */
  readonly until: Instant;
  readonly isOpen: boolean;
  /** Hours left, rounded down; 0 when shut. */
  readonly hoursLeft: number;
}

export interface SexualViolenceCare {
  /** UA-6: an urgent medical referral. UA-7: decided by the latest possible moment, so that nobody is wrongly excluded. */
  readonly isUrgent: boolean;
  /** UA-6: care continues after every window has shut. */
  readonly referral: 'urgent' | 'ordinary';
  /** Hours since the latest possible moment, rounded down. */
  readonly elapsedHours: number;
  /** UA-6: until when health, mental health and psychosocial care is to be reached. */
  readonly careTargetUntil: Instant;
  readonly windows: readonly CareWindow[];
}

/** First and last possible moment of an incident; the last never after `now`. */
function bounds({ zone }: PolicySnapshot, incident: Incident, now: Instant): readonly [Instant, Instant] {
  if ('at' in incident) return [incident.at, incident.at];
  const first = endOfDate(zone, addDays(incident.on, -1));
  return [first, earlierOf(plusMs(endOfDate(zone, incident.on), -1), first > now ? first : now)];
}

/** UA-7, A12: hours since the latest possible moment of the incident; a fraction counts. */
export function hoursSinceIncident(policy: PolicySnapshot, incident: Incident, now: Instant): number {
  const [, latest] = bounds(policy, incident, now);
  return (toMs(now) - toMs(latest)) / HOUR_MS;
}

/** TIME-5: a window is open while elapsed <= limit. */
export function sexualViolenceCare(policy: PolicySnapshot, incident: Incident, now: Instant): SexualViolenceCare {
  const [earliest] = bounds(policy, incident, now);
  const elapsed = hoursSinceIncident(policy, incident, now);
  const isUrgent = elapsed <= numberOf(policy, 'sv.urgent_hours');
  const careTargetUntil = plusHours(earliest, numberOf(policy, 'sv.care_target_hours'));
  const windows = (['evidence', 'pep', 'ec'] as const).map((window): CareWindow => {
    const hours = numberOf(policy, `sv.window_${window}`);
    const until = plusHours(earliest, hours);
    const hoursLeft = Math.max(0, Math.floor((toMs(until) - toMs(now)) / HOUR_MS));
    return { window, hours, until, isOpen: now <= until, hoursLeft };
  });
  const referral = isUrgent ? 'urgent' : 'ordinary';
  return { isUrgent, referral, elapsedHours: Math.floor(elapsed), careTargetUntil, windows };
}
