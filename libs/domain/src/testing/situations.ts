import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { COMPLETE_FORM, CONTENT, CW, OWNER, SUP, TestCase } from './a-case.js';

export const PROVIDER = 'provider-1';
export const MEMBER = 'member-1';
/** Took part in a conference that has ended: a guest no more, but told of the closure. */
export const TOLD = 'told-1';
export const RECEIVER_AGENCY = 'agency-b';
export const RECEIVER_OWNER = {
  caseworkerId: 'cw-b',
  teamId: 'team-b',
  officeId: 'office-b',
  agencyId: RECEIVER_AGENCY,
};

const content = CONTENT;
export const BOTH = ['child', 'caregiver'] as const;
export const TRANSFER = {
  transferId: 'transfer-1',
  toAgencyId: RECEIVER_AGENCY,
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
} as const;
export const MEMBERS = [
  { memberId: MEMBER, organisationId: 'agency-c', role: 'specialist' },
  { memberId: 'sup-a', organisationId: 'agency-a', role: 'supervisor' },
] as const;
export const referral = (referralId: string) =>
  ({
    referralId,
    service: 'medical',
    providerId: PROVIDER,
    providerAgencyId: 'agency-p',
    priority: 'medium',
    channel: 'sealed_envelope',
    urgent: true,
  }) as const;

const identified = (): TestCase =>
  new TestCase().do('2026-06-01', CW, 'identifyChild', { source: 'school', owner: OWNER, policy: policySnapshot() });
const eligible = (yes: boolean): TestCase =>
  identified().do('2026-06-01', CW, 'answerEligibility', {
    isChild: 'yes',
    harmedOrAtRisk: yes,
    needsCaseworker: yes,
    needsServices: true,
  });
const registered = (level = 'LOW'): TestCase => {
  const concerns = [{ concernId: 'c1', category: 'child_labour' as const, level }];
  return eligible(true)
    .do('2026-06-01', CW, 'recordConsent', {
      participate: true,
      storeData: true,
      services: ['medical'],
      caseTransfer: true,
    })
    .do('2026-06-01', CW, 'registerCase', { caseCode: 'CW-0001', concerns });
};
const inForce = (level = 'LOW'): TestCase =>
  registered(level)
    .do('2026-06-01T11:00', CW, 'completeAssessment', {})
    .do('2026-06-02', CW, 'agreePlan', {
      involved: BOTH,
      actions: [
        { actionId: 'a-1', responsible: 'cw-a', dueOn: '2026-06-30' },
        { actionId: 'a-2', responsible: 'cw-a', dueOn: '2026-06-30' },
      ],
    })
    .do('2026-06-02T12:00', SUP, 'signOffPlan', {});
/** Everything that can be under way beside the plan. */
const busy = (): TestCase =>
  inForce()
    .do('2026-06-03', CW, 'startPlanAction', { actionId: 'a-1' })
    .do('2026-06-03', CW, 'draftReferral', referral('r-draft'))
    .do('2026-06-03', CW, 'sendReferral', referral('r-sent'))
    .do('2026-06-03', CW, 'sendReferral', referral('r-accepted'))
    .do('2026-06-03', CW, 'answerReferral', { referralId: 'r-accepted', accepted: true })
    .do('2026-06-03', CW, 'draftReferral', referral('r-override'))
    .do('2026-06-03', SUP, 'overrideSharing', { referralId: 'r-override', ground: 'immediate_safety_risk', content })
    .do('2026-06-03', CW, 'conveneConference', {
      conferenceId: 'k-1',
      purposes: ['complex_case'],
      chairId: 'sup-a',
      plannedFor: '2026-06-10',
      members: MEMBERS,
    })
    .do('2026-06-03', CW, 'flagBid', { bidId: 'b-1', kind: 'durable_solution' })
    .do('2026-06-03', CW, 'raiseMandatoryReport', { reportId: 'm-1', law: 'law-1' })
    .do('2026-06-03', CW, 'declareConflictOfInterest', { kind: 'related' })
    .rated('2026-06-03T15:00', 'NO');
/** A caseworker of the agency without a part in the case. */
export const IN_EMERGENCY: Actor = {
  ...{ personId: 'p-emergency', role: 'CW', teamId: 'team-4', officeId: 'office-4' },
  agencyId: OWNER.agencyId,
};
const endangered = (test: TestCase): TestCase =>
  test.do('2026-06-04', CW, 'raiseImmediateConcern', { immediateConcernId: 'i-1', type: 'safety' });
const sent = (): TestCase => inForce().do('2026-06-04', SUP, 'sendTransfer', TRANSFER);
const died = (test = inForce()): TestCase => test.do('2026-06-04', CW, 'recordDeath', { diedOn: '2026-06-03' });
const concluded = (level = 'LOW'): TestCase =>
  inForce(level)
    .do('2026-06-03', CW, 'conveneConference', {
      conferenceId: 'k-past',
      purposes: ['complex_case'],
      chairId: 'sup-a',
      plannedFor: '2026-06-03',
      members: [{ memberId: TOLD, organisationId: 'agency-t', role: 'specialist' }],
    })
    .do('2026-06-03T15:00', CW, 'concludeConference', {
      conferenceId: 'k-past',
      outcome: 'stay_open',
      childOrCaregiverPresent: true,
      content,
    })
    .do('2026-06-04', CW, 'concludePlan', {})
    .followedUp('2026-06-05')
    .followedUp('2026-06-06')
    .reviewed('2026-06-06T12:00');
const requested = (level = 'LOW'): TestCase =>
  concluded(level).do('2026-06-07', CW, 'requestClosure', { reason: 'goal_met', checks: COMPLETE_FORM });
const closed = (): TestCase => requested().do('2026-06-08', SUP, 'approveClosure', {});
const reopening = { eligibilityConfirmed: true, consentConfirmed: true, concerns: [{ concernId: 'c1', level: 'LOW' }] };

/** Every stage, and every flag that changes what can be done, reached by real commands. */
export const SITUATIONS: Readonly<Record<string, () => TestCase>> = {
  'nothing recorded': () => new TestCase(),
  identified,
  'identified, nobody found yet, in danger': () =>
    new TestCase()
      .do('2026-06-01', CW, 'identifyChild', {
        source: 'school',
        owner: OWNER,
        policy: policySnapshot(),
        unassigned: true,
      })
      .do('2026-06-01', CW, 'raiseImmediateConcern', { immediateConcernId: 'i-1', type: 'health' }),
  'not eligible': () => eligible(false),
  'asked for consent': () => eligible(true),
  consented: () => eligible(true).do('2026-06-01', CW, 'recordConsent', { participate: true, storeData: true }),
  'refused, ground proposed': () =>
    eligible(true).do('2026-06-01', CW, 'recordConsent', {
      participate: false,
      storeData: false,
      proposedGround: 'imminent_danger',
    }),
  'consent refused': () =>
    eligible(true).do('2026-06-01', CW, 'recordConsent', { participate: false, storeData: false }),
  registered: () => registered(),
  'registered at NO': () => registered('NO'),
  'registered, in danger': () => endangered(registered()),
  'assessed, late, escalated': () => registered('HIGH').until('2026-06-04').assessed('2026-06-04T11:00'),
  'plan agreed': () => registered().assessed('2026-06-01T11:00').do('2026-06-02', CW, 'agreePlan', { involved: BOTH }),
  implementing: () => inForce(),
  'implementing, much under way': busy,
  'implementing, in danger, much under way': () => endangered(busy()),
  'implementing, all consent withdrawn, much under way': () =>
    busy().do('2026-06-04', CW, 'withdrawConsent', { scopes: ['participate'], content }),
  'implementing, transfer sent': sent,
  'implementing, opened in an emergency': () =>
    inForce().do('2026-06-05', IN_EMERGENCY, 'openEmergencyAccess', { accessId: 'e-1', reason: 'danger_now', content }),
  'transfer accepted': () =>
    sent().do(
      '2026-06-05',
      { personId: 'sup-b', role: 'SUP', teamId: 'team-b', officeId: 'office-b', agencyId: RECEIVER_AGENCY },
      'acceptTransfer',
      { transferId: TRANSFER.transferId, to: RECEIVER_OWNER },
    ),
  'implementing, died': () => died(),
  'implementing, died, correction proposed': () => died().do('2026-06-05', SUP, 'proposeDeathCorrection', { content }),
  'transfer sent, died': () => died(sent()),
  stabilising: () => concluded(),
  'closure requested': () => requested(),
  'closure requested at HIGH': () => requested('HIGH'),
  'closed, final review due': () => closed().until('2026-09-10'),
  'closed, re-opening requested': () => closed().do('2026-06-20', CW, 'requestReopening', reopening),
  'closed for death': () =>
    died()
      .do('2026-06-05', CW, 'requestClosure', { reason: 'death', checks: COMPLETE_FORM })
      .do('2026-06-06', SUP, 'approveClosure', {}),
  're-opened': () =>
    closed().do('2026-06-20', CW, 'requestReopening', reopening).do('2026-06-21', SUP, 'approveReopening', {}),
};

/** The moment at which everything of a situation has happened. */
export const LATER: Instant = '2026-09-11T08:00:00.000Z';
