import type { CaseState, Fact, Instant, Obligation, PolicySnapshot } from '@caseward/domain';
import type { Domain } from '../explorer/world.js';

const owner = { caseworkerId: 'cw-a', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
const actor = { personId: 'cw-a', role: 'CW', teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' } as const;

/** A fact without the envelope that recording adds. */
export type Happening = {
  [T in Fact['type']]: Pick<Extract<Fact, { type: T }>, 'type' | 'occurredAt' | 'data'>;
}[Fact['type']];

/** A case of which only its facts are known, each recorded when it happened. */
export function caseOf(domain: Domain, policy: PolicySnapshot, happenings: readonly Happening[]): CaseState {
  const facts = happenings.map((happening, index) => ({
    ...happening,
    caseId: 'case-1',
    seq: index + 1,
    recordedAt: happening.occurredAt,
    commandId: `c${String(index)}`,
    actor,
  })) as Fact[];
  return { ...domain.initialState('case-1'), owner, policy, facts };
}

/** What the production clocks say about these facts. */
export function obligationsOf(
  domain: Domain,
  policy: PolicySnapshot,
  happenings: readonly Happening[],
  at: Instant = '9999-12-31T00:00:00.000Z',
): readonly Obligation[] {
  return domain.asItHappened(caseOf(domain, policy, happenings), at).obligations;
}

export const registered = (occurredAt: Instant, level: string): Happening => ({
  type: 'CaseRegistered',
  occurredAt,
  data: { caseCode: 'CW-0001', concerns: [{ concernId: 'c1', category: 'neglect', level }], level },
});
export const assessed = (occurredAt: Instant): Happening => ({
  type: 'AssessmentCompleted',
  occurredAt,
  data: { again: false },
});
export const planAgreed = (occurredAt: Instant): Happening => ({
  type: 'PlanAgreed',
  occurredAt,
  data: { revision: 1, involved: ['child', 'caregiver'] },
});
export const signedOff = (occurredAt: Instant): Happening => ({
  type: 'PlanSignedOff',
  occurredAt,
  data: { revision: 1 },
});
export const visited = (occurredAt: Instant): Happening => ({
  type: 'FollowUpRecorded',
  occurredAt,
  data: { reached: 'child', channel: 'visit', qualifies: true },
});
export const reviewed = (occurredAt: Instant): Happening => ({ type: 'ReviewHeld', occurredAt, data: {} });
export const closed = (occurredAt: Instant): Happening => ({
  type: 'CaseClosed',
  occurredAt,
  data: { reason: 'goal_met', finalReview: true },
});
export const rated = (occurredAt: Instant, from: string, to: string): Happening => ({
  type: 'ConcernRated',
  occurredAt,
  data: { concernId: 'c1', from, to, sourceForm: 'other', proposedBy: 'cw-a', confirmedBy: null },
});
