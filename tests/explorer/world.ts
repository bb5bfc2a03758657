import type * as domain from '@caseward/domain';
import type { Actor, CaseEvent, CaseState, Command, Instant, Owner, PolicySnapshot, Zone } from '@caseward/domain';

/** The compiled domain, as everybody imports it; a planted bug comes in the same shape. */
export type Domain = typeof domain;

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Close to the end of January, so that months are clamped while they are counted. */
export const START = Date.UTC(2026, 0, 28, 7);

const homeTeam = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
const otherTeam = { teamId: 'team-9', officeId: 'office-9', agencyId: 'agency-b' };
export const OWNER: Owner = { caseworkerId: 'cw-a', ...homeTeam };
export const COLLEAGUE: Owner = { caseworkerId: 'cw-b', ...homeTeam };
export const RECEIVER: Owner = { caseworkerId: 'cw-z', ...otherTeam };

const isAtHome = ({ owner }: CaseState): boolean => owner === null || owner.agencyId === OWNER.agencyId;
const teamOf = (state: CaseState) => (isAtHome(state) ? homeTeam : otherTeam);

/** Who acts, seen from where the case is now. */
export const CAST = {
  caseworker: (state: CaseState): Actor => ({
    personId: state.owner?.caseworkerId ?? OWNER.caseworkerId,
    role: 'CW',
    ...teamOf(state),
  }),
  stranger: (): Actor => ({
    personId: 'cw-x',
    role: 'CW',
    teamId: 'team-3',
    officeId: 'office-1',
    agencyId: 'agency-a',
  }),
  supervisor: (state: CaseState): Actor => ({
    personId: isAtHome(state) ? 'sup-a' : 'sup-z',
    role: 'SUP',
    ...teamOf(state),
  }),
  manager: (state: CaseState): Actor => {
    const { officeId, agencyId } = teamOf(state);
    return { personId: isAtHome(state) ? 'mgr-a' : 'mgr-z', role: 'MGR', officeId, agencyId };
  },
  head: (state: CaseState): Actor => ({ personId: 'head-a', role: 'HEAD', agencyId: teamOf(state).agencyId }),
  receiver: (): Actor => ({ personId: 'sup-z', role: 'SUP', ...otherTeam }),
  provider: (): Actor => ({ personId: 'rfp-1', role: 'RFP', agencyId: 'agency-h' }),
  member: (): Actor => ({ personId: 'conf-1', role: 'CONF', agencyId: 'agency-h' }),
} as const;
export type Part = keyof typeof CAST;

/** A case somewhere in its life, with everything that was recorded so far. */
export interface Node {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly ms: number;
}

/** One accepted step: what was before, what was recorded, what is now. `command` is null when only time passed. */
export interface Step {
  readonly domain: Domain;
  readonly world: World;
  readonly name: string;
  readonly before: Node;
  readonly after: Node;
  readonly fresh: readonly CaseEvent[];
  readonly command: Command | null;
}

/** A reduced SOP: short periods, so that much happens within few days. */
export interface World {
  readonly name: string;
  readonly policy: PolicySnapshot;
}

const ladder = (first: number, second: number) => ({
  remindHours: 12,
  steps: [
    { level: 1, afterHours: first },
    { level: 2, afterHours: second },
    { level: 3, afterHours: 72 },
  ] as const,
});

const SHORT = {
  'assessment.medium': { days: 1 },
  'assessment.low': { days: 2 },
  'plan.high': 1,
  'plan.medium': 2,
  'plan.low': 3,
  'plan.signoff_days': 1,
  'followup.high': { times: 2, days: 2 },
  'followup.medium': { times: 1, days: 2 },
  'followup.low': { times: 1, days: 4 },
  'review.high': 1,
  'review.medium': 1,
  'review.low': 2,
  'late_entry.flag_hours': 12,
  'referral.response.high': { hours: 24 },
  'referral.response.medium': { days: 1 },
  'referral.response.low': { days: 2 },
  'transfer.response.high': { hours: 24 },
  'transfer.response.medium': { days: 1 },
  'transfer.response.low': { days: 2 },
  'supervision.caseload_review_days': 2,
  'post_closure.months': 1,
  'post_closure.grace_days': 1,
  'closure.not_contactable_months': 1,
  'closure.not_contactable.min_attempts': 2,
  'turning18.warn_days': 2,
  'escalation.high': ladder(0, 24),
  'escalation.medium': ladder(0, 48),
  'escalation.low': ladder(24, 48),
} as const;

/** Midnight is skipped on the fourth day, and an hour comes twice three weeks later. */
const leapingZone: Zone = {
  name: 'Test/Leaping',
  offsets: [
    { fromMs: Number.MIN_SAFE_INTEGER, minutes: 120 },
    { fromMs: Date.UTC(2026, 0, 31, 22), minutes: 180 },
    { fromMs: Date.UTC(2026, 1, 21, 21), minutes: 120 },
  ],
};

/** Two SOPs that differ in every switch; a state of one is never a state of the other. */
export function worldsOf({ policySnapshot, fixedZone }: Domain): readonly World[] {
  const plain = { ...SHORT, 'mandatory_report.deadline': 24 };
  const switched = {
    ...SHORT,
    'assessment.high': { hours: 24 },
    'risk.lowering_needs_supervisor': false,
    'implementation.start_trigger': 'first_action',
    'norisk.cadence': 'none',
    'closure.stability_days': 1,
  };
  return [
    { name: 'plain', policy: policySnapshot('plain', plain, fixedZone('+03:00', 180)) },
    { name: 'switched', policy: policySnapshot('switched', switched, leapingZone) },
  ];
}

export const instant = (ms: number): Instant => new Date(ms).toISOString();
export const msOf = (at: Instant): number => Date.parse(at);

/** The local date by going through the offsets one by one. */
export function dateIn({ policy }: World, at: Instant): string {
  const ms = msOf(at);
  let minutes = 0;
  for (const offset of policy.zone.offsets) if (offset.fromMs <= ms) minutes = offset.minutes;
  return instant(ms + minutes * MINUTE).slice(0, 10);
}

export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00.000Z`) / DAY);
}
