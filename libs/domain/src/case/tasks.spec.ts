import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, OWNER, SUP, TestCase } from '../testing/a-case.js';
import type { CommandPayloads } from './commands.js';
import { readModelOf } from './read-model.js';
import type { TaskKind } from './task-row.js';

const content = CONTENT;
const PROVIDER: Actor = { personId: 'rfp-x', role: 'RFP', agencyId: 'agency-x' };
const RECEIVER: Actor = {
  personId: 'sup-b',
  role: 'SUP',
  teamId: 'team-b',
  officeId: 'office-b',
  agencyId: 'agency-b',
};
const request: CommandPayloads['sendReferral'] = {
  referralId: 'r1',
  service: 'medical',
  providerId: 'rfp-x',
  providerAgencyId: 'agency-x',
  priority: 'high',
  channel: 'digital_system',
  urgent: true,
};
const transfer: CommandPayloads['sendTransfer'] = {
  transferId: 't1',
  toAgencyId: 'agency-b',
  reason: 'child_moves',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
};

const identified = (test = new TestCase(), over: Partial<CommandPayloads['identifyChild']> = {}) =>
  test.do('2026-06-01T09:00', CW, 'identifyChild', { source: 'school', owner: OWNER, policy: test.policy, ...over });
const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
const registered = () => new TestCase().registered('2026-06-01T09:00', 'MEDIUM');
const shared = () =>
  registered().do('2026-06-01T10:00', CW, 'recordConsent', {
    participate: true,
    storeData: true,
    services: ['medical'],
    caseTransfer: true,
  });

/** Who finds the task, and what she or he does about it. */
function found({ state }: TestCase, kind: TaskKind): string[] {
  return readModelOf(state)
    .tasks.filter((task) => task.kind === kind)
    .map(({ assignee: { personId, role, scopeId }, command }) => {
      return `${personId ?? `${String(role)} of ${String(scopeId)}`}: ${command}`;
    })
    .sort();
}

describe('what waits before a case is taken in', () => {
  it('UA-2: an open immediate concern waits for the caseworker until it is addressed', () => {
    const test = identified().do('2026-06-01T09:10', CW, 'raiseImmediateConcern', {
      immediateConcernId: 'i1',
      type: 'health',
    });
    expect(found(test, 'immediate_concern')).toEqual(['cw-a: addressImmediateConcern']);
    test.do('2026-06-01T09:40', CW, 'addressImmediateConcern', { immediateConcernId: 'i1', by: 'service_reached' });
    expect(found(test, 'immediate_concern')).toEqual([]);
  });

  it('UA-10: a missing referral card is shown to the supervisors', () => {
    const test = identified().do('2026-06-01T09:10', CW, 'raiseImmediateConcern', {
      immediateConcernId: 'i1',
      type: 'health',
      area: 'area-1',
    });
    expect(found(test, 'card_alert')).toEqual(['SUP of team-1: addressImmediateConcern']);
  });

  it('FLOW-2: without a caseworker the supervisors assign one, and the next step is theirs', () => {
    const test = identified(new TestCase(), { unassigned: true });
    expect(found(test, 'assignment')).toEqual(['SUP of team-1: assignCase']);
    expect(found(test, 'first_contact')).toEqual(['SUP of team-1: answerEligibility']);
  });

  it('SPEC-4.1: who is not taken in is told where to turn', () => {
    const test = identified().do('2026-06-01T10:00', CW, 'answerEligibility', { ...yes, isChild: 'no' });
    expect(found(test, 'exit_advice')).toEqual(['cw-a: recordAdvice']);
    test.do('2026-06-01T10:10', CW, 'recordAdvice', { topics: ['how_to_return'] });
    expect(found(test, 'exit_advice')).toEqual([]);
  });

  it('CONS-3: a ground waits for the supervisors; who is helped without consent is invited to take part', () => {
    const test = identified()
      .do('2026-06-01T10:00', CW, 'answerEligibility', yes)
      .do('2026-06-01T10:10', CW, 'recordConsent', {
        participate: false,
        storeData: false,
        proposedGround: 'imminent_danger',
        content,
      });
    expect(found(test, 'consent_override')).toEqual(['SUP of team-1: authoriseWithoutConsent']);
    expect(found(test, 'exit_advice')).toEqual([]);
    test
      .do('2026-06-01T11:00', SUP, 'authoriseWithoutConsent', {
        ground: 'imminent_danger',
        legalBasis: 'vital_interests',
        content,
      })
      .do('2026-06-01T11:10', CW, 'registerCase', {
        caseCode: 'CW-1',
        concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }],
      });
    expect(found(test, 'consent_override')).toEqual([]);
    expect(found(test, 'invite_to_take_part')).toEqual(['cw-a: recordFollowUp']);
  });
});

describe('what waits while a case is open', () => {
  it('REF-1, PERM-4: the provider answers and reports, then the caseworker follows up with both', () => {
    const test = shared().do('2026-06-01T11:00', CW, 'sendReferral', request);
    expect(found(test, 'referral_answer')).toEqual(['cw-a: answerReferral']);
    expect(found(test, 'referral_request')).toEqual(['rfp-x: answerReferral']);
    const [task] = readModelOf(test.state).tasks.filter(({ kind }) => kind === 'referral_request');
    expect(task?.dueAt).toBe(test.instant('2026-06-02T11:00').replace('.000Z', '.001Z'));
    test.do('2026-06-01T12:00', PROVIDER, 'answerReferral', { referralId: 'r1', accepted: true });
    expect(found(test, 'referral_request')).toEqual([]);
    expect(found(test, 'referral_result')).toEqual(['rfp-x: reportReferralDone']);
    test.do('2026-06-02T12:00', PROVIDER, 'reportReferralDone', { referralId: 'r1', content });
    expect(found(test, 'referral_result')).toEqual([]);
    expect(found(test, 'child_follow_up')).toEqual(['cw-a: recordFollowUp']);
    expect(found(test, 'provider_follow_up')).toEqual(['cw-a: recordFollowUp']);
  });

  it('CONS-6: what was shared under a withdrawn consent is called back', () => {
    const test = shared()
      .do('2026-06-01T11:00', CW, 'sendReferral', request)
      .do('2026-06-01T12:00', CW, 'withdrawConsent', { scopes: ['services'] });
    expect(found(test, 'referral_recall')).toEqual(['cw-a: revokeReferral']);
  });

  it('PERM-2: a conflict of interest waits for the supervisors', () => {
    const test = registered().do('2026-06-01T10:00', CW, 'declareConflictOfInterest', { kind: 'related', content });
    expect(found(test, 'conflict_of_interest')).toEqual(['SUP of team-1: resolveConflictOfInterest']);
  });

  it('MAND-1: the supervisor advises, the manager decides, by the clock where the law has one', () => {
    const raise = (test: TestCase) =>
      test
        .registered('2026-06-01T09:00', 'MEDIUM')
        .do('2026-06-01T10:00', CW, 'raiseMandatoryReport', { reportId: 'm1', law: 'law-1', content });
    const free = raise(new TestCase());
    expect(found(free, 'mandatory_report_advice')).toEqual(['SUP of team-1: adviseMandatoryReport']);
    expect(found(free, 'mandatory_report_decision')).toEqual(['MGR of office-1: decideMandatoryReport']);
    const timed = raise(new TestCase(policySnapshot('law', { 'mandatory_report.deadline': 48 })));
    expect(found(timed, 'mandatory_report')).toEqual(['MGR of office-1: decideMandatoryReport']);
    expect(found(timed, 'mandatory_report_decision')).toEqual([]);
  });

  it('CONF-2: the chair concludes a conference, and each member says what she or he thinks', () => {
    const member = { memberId: 'rfp-x', organisationId: 'agency-x', role: 'specialist' } as const;
    const test = registered().do('2026-06-01T10:00', CW, 'conveneConference', {
      conferenceId: 'k1',
      purposes: ['complex_case'],
      chairId: 'sup-a',
      plannedFor: '2026-06-05',
      members: [member],
    });
    expect(found(test, 'conference')).toEqual(['sup-a: concludeConference']);
    expect(found(test, 'conference_view')).toEqual(['rfp-x: recordConferenceView']);
    const [task] = readModelOf(test.state).tasks.filter(({ kind }) => kind === 'conference');
    expect(task?.dueOn).toBe('2026-06-05');
  });

  it('BID-2: a determination that is flagged waits for a decision', () => {
    const test = registered().do('2026-06-01T10:00', CW, 'flagBid', { bidId: 'b1', kind: 'separation_from_parents' });
    expect(found(test, 'bid_decision')).toEqual(['SUP of team-1: recordBidDecision']);
  });
});

describe('what waits for another agency, and what stays after the end', () => {
  it('TR-6: a transfer waits for the supervisors and managers of the receiving agency', () => {
    const test = shared().do('2026-06-01T11:00', CW, 'proposeTransfer', transfer);
    expect(found(test, 'transfer_proposal')).toEqual(['SUP of team-1: sendTransfer']);
    test.do('2026-06-01T12:00', SUP, 'sendTransfer', transfer);
    expect(found(test, 'transfer_proposal')).toEqual([]);
    expect(found(test, 'transfer_answer')).toEqual([
      'MGR of agency-b: acceptTransfer',
      'SUP of agency-b: acceptTransfer',
    ]);
    test.do('2026-06-02T12:00', RECEIVER, 'rejectTransfer', { transferId: 't1', content });
    expect(found(test, 'transfer_answer')).toEqual([]);
  });

  it('A62: after a death nothing is asked for that may no longer be done', () => {
    const test = registered()
      .do('2026-06-01T10:00', CW, 'flagBid', { bidId: 'b1', kind: 'separation_from_parents' })
      .do('2026-06-02T10:00', CW, 'recordDeath', { diedOn: '2026-06-01' });
    expect(found(test, 'bid_decision')).toEqual([]);
    test.do('2026-06-03T10:00', SUP, 'proposeDeathCorrection', { content });
    expect(found(test, 'death_correction')).toEqual(['MGR of office-1: confirmDeathCorrection']);
    test.do('2026-06-03T11:00', MGR, 'confirmDeathCorrection', { content });
    expect(found(test, 'death_correction')).toEqual([]);
    expect(found(test, 'bid_decision')).toHaveLength(1);
  });
});
