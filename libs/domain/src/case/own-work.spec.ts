import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { canOpen } from '../access/can-open.js';
import { DomainError } from '../errors.js';
import { COMPLETE_FORM, CONTENT, CW, MGR, OWNER, SUP, TestCase } from '../testing/a-case.js';
import { RECEIVER_AGENCY, RECEIVER_OWNER, referral, TRANSFER } from '../testing/situations.js';
import { availableCommands } from './available-commands.js';
import type { CommandPayloads, CommandType } from './commands.js';

const content = CONTENT;
const both = ['child', 'caregiver'] as const;
/** The supervisor of the story in the manager's place, and later at the agency that receives the case. */
const SUP_AS_MGR: Actor = { ...MGR, personId: SUP.personId };
const SUP_THERE: Actor = {
  personId: SUP.personId,
  role: 'SUP',
  teamId: 'team-b',
  officeId: 'office-b',
  agencyId: RECEIVER_AGENCY,
};
const assessed = (): TestCase => new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
const planned = (): TestCase => assessed().planned('2026-06-03');
const asked = (test: TestCase): TestCase =>
  test.do('2026-06-05', SUP, 'requestClosure', { reason: 'wish_to_stop', checks: COMPLETE_FORM });
const closed = (): TestCase => {
  const test = planned().do('2026-06-05', CW, 'requestClosure', { reason: 'wish_to_stop', checks: COMPLETE_FORM });
  return test.do('2026-06-06', SUP, 'approveClosure', { noGroundsAgainstWish: true });
};
const refused = (): TestCase => {
  const test = new TestCase().do('2026-06-01', CW, 'identifyChild', {
    source: 'school',
    owner: OWNER,
    policy: new TestCase().policy,
  });
  test.do('2026-06-01', CW, 'answerEligibility', {
    isChild: 'yes',
    harmedOrAtRisk: true,
    needsCaseworker: true,
    needsServices: true,
  });
  return test.do('2026-06-01', SUP, 'recordConsent', {
    participate: false,
    storeData: false,
    proposedGround: 'imminent_danger',
  });
};

interface Approval<T extends CommandType = CommandType> {
  readonly type: T;
  readonly proposed: () => TestCase;
  readonly payload: CommandPayloads[T];
  readonly by?: Actor;
}
const approval = <T extends CommandType>(
  type: T,
  proposed: () => TestCase,
  payload: CommandPayloads[T],
  by: Actor = SUP,
): Approval => ({ type, proposed, payload, by });

const agreed = (): TestCase => assessed().do('2026-06-03', SUP, 'agreePlan', { involved: both });
const lowered = (): TestCase =>
  planned().do('2026-06-04', SUP, 'rateConcern', { rating: { concernId: 'c1', level: 'NO' }, sourceForm: 'other' });
/** The supervisor has the case as its caseworker, and says how near the family is. */
const conflicted = (): TestCase =>
  assessed()
    .do('2026-06-03', MGR, 'reassignCase', {
      to: { ...OWNER, caseworkerId: SUP.personId },
      childAndFamilyConsulted: true,
    })
    .do('2026-06-04', SUP, 'declareConflictOfInterest', { kind: 'related', content });
/** Every decision on what somebody proposed; the supervisor covers for the caseworker and is the one who proposed. */
const APPROVALS: readonly Approval[] = [
  approval('signOffPlan', agreed, {}),
  approval('returnPlan', agreed, { content }),
  approval('confirmLowering', lowered, { concernId: 'c1' }),
  approval('approveClosure', () => asked(planned()), { noGroundsAgainstWish: true }),
  approval('returnClosure', () => asked(planned()), { content }),
  approval(
    'approveReopening',
    () =>
      closed().do('2026-06-07', SUP, 'requestReopening', {
        eligibilityConfirmed: true,
        consentConfirmed: true,
        concerns: [{ concernId: 'c1', level: 'LOW' }],
      }),
    {},
  ),
  approval('authoriseWithoutConsent', refused, { ground: 'imminent_danger', legalBasis: 'vital_interests', content }),
  approval('refuseWithoutConsent', refused, { content }),
  approval('overrideSharing', () => planned().do('2026-06-04', SUP, 'draftReferral', referral('r-1')), {
    referralId: 'r-1',
    ground: 'immediate_safety_risk',
    content,
  }),
  approval('sendTransfer', () => planned().do('2026-06-04', SUP, 'proposeTransfer', TRANSFER), {
    ...TRANSFER,
    overrideGround: 'immediate_safety_risk',
    content,
  }),
  approval(
    'acceptTransfer',
    () =>
      planned().do('2026-06-04', SUP, 'sendTransfer', {
        ...TRANSFER,
        overrideGround: 'immediate_safety_risk',
        content,
      }),
    { transferId: TRANSFER.transferId, to: RECEIVER_OWNER },
    SUP_THERE,
  ),
  approval(
    'decideMandatoryReport',
    () => planned().do('2026-06-04', SUP, 'raiseMandatoryReport', { reportId: 'm-1', law: 'law-1' }),
    { reportId: 'm-1', decision: 'report', content },
    SUP_AS_MGR,
  ),
  approval('resolveConflictOfInterest', conflicted, { content }),
  approval(
    'confirmDeathCorrection',
    () =>
      planned()
        .do('2026-06-04', CW, 'recordDeath', { diedOn: '2026-06-03' })
        .do('2026-06-05', SUP, 'proposeDeathCorrection', { content }),
    {},
    SUP_AS_MGR,
  ),
];

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return `${error.code} ${error.rule}`;
    throw error;
  }
  return 'accepted';
};

describe('nobody decides on own work', () => {
  it.each(APPROVALS.map((one) => [one.type, one] as const))(
    'PERM-1: %s by whoever proposed it is refused',
    (type, { proposed, payload, by = SUP }) => {
      const decided = (personId: string): string =>
        codeOf(() => proposed().do('2026-06-10', { ...by, personId }, type, payload));
      expect(decided(SUP.personId)).toBe('OWN_WORK PERM-1');
      expect(decided('somebody-else')).toBe('accepted');
    },
  );

  it.each(
    APPROVALS.filter(({ type }) => !['sendTransfer', 'acceptTransfer', 'overrideSharing'].includes(type)).map(
      (one) => [one.type, one] as const,
    ),
  )('PERM-1: %s is not offered to whoever proposed it', (type, { proposed, by = SUP }) => {
    const { state } = proposed();
    expect(availableCommands(state, { ...by, personId: SUP.personId })).not.toContain(type);
    expect(availableCommands(state, { ...by, personId: 'somebody-else' })).toContain(type);
  });
});

describe('data entry writes for others', () => {
  const assignedCaseIds = [new TestCase().state.caseId];
  const unassigned = (authoredBy: string): Actor => ({ ...CW, personId: 'clerk-1', role: 'DE', authoredBy });
  const clerk = (authoredBy: string): Actor => ({ ...unassigned(authoredBy), assignedCaseIds });
  /** The supervisor has the case as its caseworker. */
  const covered = (): TestCase =>
    assessed().do('2026-06-02T12:00', MGR, 'reassignCase', {
      to: { ...OWNER, caseworkerId: SUP.personId },
      childAndFamilyConsulted: true,
    });

  it('PERM-1: a plan that was transcribed is the work of its author, and not signed off by her', () => {
    const plan = covered().do('2026-06-03', clerk(SUP.personId), 'agreePlan', { involved: both });
    expect(plan.state.plan?.agreedBy).toBe(SUP.personId);
    expect(codeOf(() => plan.do('2026-06-04', SUP, 'signOffPlan', {}))).toBe('OWN_WORK PERM-1');
    expect(codeOf(() => plan.do('2026-06-04', MGR, 'signOffPlan', {}))).toBe('accepted');
  });

  it('PERM-1: a lower level stated in a transcribed follow-up is not confirmed by its author', () => {
    const visit = covered().do('2026-06-03', clerk(SUP.personId), 'recordFollowUp', {
      reached: 'child',
      channel: 'visit',
      ratings: [{ concernId: 'c1', level: 'NO' }],
    });
    expect(codeOf(() => visit.do('2026-06-04', SUP, 'confirmLowering', { concernId: 'c1' }))).toBe('OWN_WORK PERM-1');
  });

  it('SPEC-2: only on cases that are assigned; the record keeps who typed and not what else is assigned', () => {
    const visit = { reached: 'child', channel: 'visit' } as const;
    const follow = (actor: Actor): TestCase => planned().do('2026-06-04', actor, 'recordFollowUp', visit);
    expect(codeOf(() => follow(unassigned(OWNER.caseworkerId)))).toBe('NOT_PERMITTED SPEC-2');
    const elsewhere = { ...unassigned(OWNER.caseworkerId), assignedCaseIds: ['another-case'] };
    expect(codeOf(() => follow(elsewhere))).toBe('NOT_PERMITTED SPEC-2');
    expect(codeOf(() => follow({ ...clerk(OWNER.caseworkerId), agencyId: 'agency-b' }))).toBe('NOT_PERMITTED SPEC-2');
    const { state, events } = follow(clerk(OWNER.caseworkerId));
    expect(events.at(-1)?.actor).toEqual(unassigned(OWNER.caseworkerId));
    const { authoredBy: _, ...reading } = clerk(OWNER.caseworkerId);
    expect([canOpen(state, reading), canOpen(state, { ...reading, assignedCaseIds: [] })]).toEqual([true, false]);
    expect(availableCommands(state, reading)).toContain('recordFollowUp');
    expect(availableCommands(state, { ...reading, assignedCaseIds: [] })).toEqual([]);
  });

  it('SPEC-2: only for the caseworker of the case, never without an author, and nobody else in another name', () => {
    const follow = (actor: Actor): string =>
      codeOf(() => planned().do('2026-06-04', actor, 'recordFollowUp', { reached: 'child', channel: 'visit' }));
    expect(follow(clerk(OWNER.caseworkerId))).toBe('accepted');
    expect(follow(clerk('cw-z'))).toBe('NOT_PERMITTED SPEC-2');
    expect(follow({ ...CW, personId: 'clerk-1', role: 'DE', assignedCaseIds })).toBe('NOT_PERMITTED SPEC-2');
    expect(follow({ ...CW, personId: 'cw-z', authoredBy: OWNER.caseworkerId })).toBe('NOT_PERMITTED SPEC-2');
  });
});
