import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.js';
import { CONTENT, CW, SUP, TestCase } from '../testing/a-case.js';
import type { CommandPayloads } from './commands.js';
import { detailsOf } from './details.js';
import type { PlannedAction } from './vocabulary/implementation.js';

const school: PlannedAction = { actionId: 'school', responsible: 'cw-a', dueOn: '2026-06-20', monitoring: 'weekly' };
const visit: PlannedAction = { actionId: 'visit', responsible: 'org-b', dueOn: '2026-06-30' };
const refusal = (code: string, rule: string): unknown => expect.objectContaining({ code, rule });
const assessed = (): TestCase => new TestCase().registered('2026-06-01', 'MEDIUM').assessed('2026-06-02');
const agreed = (test: TestCase, at: string, ...actions: PlannedAction[]): TestCase =>
  test.do(at, CW, 'agreePlan', { involved: ['child', 'caregiver'], actions });
const started = (test: TestCase, at: string, actionId: string): TestCase =>
  test.do(at, CW, 'startPlanAction', { actionId });
const statuses = ({ state }: TestCase): string[] =>
  detailsOf(state).planActions.map(({ actionId, status }) => `${actionId} ${status}`);

describe('a plan is made with the people it is about', () => {
  it('PLAN-1: without child or caregiver it says why and what will be done to involve them', () => {
    const alone = { involved: ['child'] } as const;
    expect(() => assessed().do('2026-06-03', CW, 'agreePlan', alone)).toThrowError(refusal('FIELD_MISSING', 'PLAN-1'));
    const said = assessed().do('2026-06-03', CW, 'agreePlan', { ...alone, content: CONTENT });
    expect(said.state.stage).toBe('PLAN_AGREED');
  });
});

describe('the actions of a plan', () => {
  it('PLAN-3: carry who, by when and how it is watched', () => {
    const test = agreed(assessed(), '2026-06-03', school, visit);
    expect(test.events.find(({ type }) => type === 'PlanActionsListed')?.data).toEqual({
      revision: 1,
      actions: [school, visit],
    });
    expect(detailsOf(test.state).planActions).toEqual([
      { actionId: 'school', status: 'pending', dueOn: '2026-06-20', responsible: 'cw-a' },
      { actionId: 'visit', status: 'pending', dueOn: '2026-06-30', responsible: 'org-b' },
    ]);
  });

  it('PLAN-3: refuses the same id twice and a date before the agreement; the day itself is possible', () => {
    const twice = [school, { ...visit, actionId: 'school' }];
    expect(() => agreed(assessed(), '2026-06-03', ...twice)).toThrowError(refusal('ALREADY_USED', 'PLAN-3'));
    const late = { ...school, dueOn: '2026-06-02' };
    expect(() => agreed(assessed(), '2026-06-03', late)).toThrowError(refusal('VALUE_NOT_POSSIBLE', 'PLAN-3'));
    expect(agreed(assessed(), '2026-06-03', { ...school, dueOn: '2026-06-03' }).state.stage).toBe('PLAN_AGREED');
  });

  it('PLAN-3: pending, ongoing, completed, one after the other', () => {
    const test = agreed(assessed(), '2026-06-03', school, visit).do('2026-06-04', SUP, 'signOffPlan', {});
    const complete = (actionId: string) => (): TestCase =>
      test.do('2026-06-06', CW, 'completePlanAction', { actionId });
    expect(complete('school')).toThrowError(refusal('NOTHING_PENDING', 'PLAN-3'));
    started(test, '2026-06-05', 'school');
    expect(statuses(test)).toEqual(['school ongoing', 'visit pending']);
    expect(() => started(test, '2026-06-05T12:00', 'school')).toThrowError(refusal('NOTHING_PENDING', 'PLAN-3'));
    complete('school')();
    expect(statuses(test)).toEqual(['school completed', 'visit pending']);
    expect(complete('school')).toThrowError(refusal('NOTHING_PENDING', 'PLAN-3'));
  });

  it('PLAN-3: an action that the plan does not know is refused; a plan without a list takes any', () => {
    const listed = agreed(assessed(), '2026-06-03', school).do('2026-06-04', SUP, 'signOffPlan', {});
    expect(() => started(listed, '2026-06-05', 'other')).toThrowError(refusal('UNKNOWN_REFERENCE', 'PLAN-3'));
    const unlisted = assessed().planned('2026-06-03');
    expect(started(unlisted, '2026-06-05', 'other').events.at(-1)?.type).toBe('PlanActionStarted');
    const complete = (): TestCase => unlisted.do('2026-06-06', CW, 'completePlanAction', { actionId: 'other' });
    expect(complete).toThrowError(refusal('UNKNOWN_REFERENCE', 'PLAN-3'));
  });
});

describe('a revised plan', () => {
  const running = (): TestCase =>
    started(
      agreed(assessed(), '2026-06-03', school, visit).do('2026-06-04', SUP, 'signOffPlan', {}),
      '2026-06-05',
      'school',
    );
  const tracing: PlannedAction = { actionId: 'tracing', responsible: 'org-c', dueOn: '2026-07-10' };

  it('PLAN-2 A53: its new actions wait for its own sign-off; stage and old actions go on', () => {
    const test = agreed(running(), '2026-06-25', school, tracing);
    expect(test.state.stage).toBe('IMPLEMENTING');
    expect(() => started(test, '2026-06-25T12:00', 'tracing')).toThrowError(refusal('SIGN_OFF_MISSING', 'PLAN-2'));
    started(test, '2026-06-25T12:00', 'visit');
    started(test.do('2026-06-26', SUP, 'signOffPlan', {}), '2026-06-26T12:00', 'tracing');
    expect(statuses(test).sort()).toEqual(['school ongoing', 'tracing ongoing', 'visit ongoing']);
  });

  it('PLAN-2 A53: signed off, it drops what it no longer lists, unless that was started', () => {
    const test = agreed(running(), '2026-06-25', tracing).do('2026-06-26', SUP, 'signOffPlan', {});
    expect(statuses(test).sort()).toEqual(['school ongoing', 'tracing pending']);
    expect(() => started(test, '2026-06-27', 'visit')).toThrowError(refusal('UNKNOWN_REFERENCE', 'PLAN-3'));
  });

  it('PLAN-2: returned, it leaves the plan in force as it was and work goes on', () => {
    const test = agreed(running(), '2026-06-25', tracing).do('2026-06-26', SUP, 'returnPlan', { content: CONTENT });
    expect(test.state.stage).toBe('IMPLEMENTING');
    expect(statuses(test)).toEqual(['school ongoing', 'visit pending']);
    started(test, '2026-06-27', 'visit');
    const service = { service: 'psychosocial', startedOn: '2026-06-27' } as const;
    expect(test.do('2026-06-27', CW, 'recordService', service).events.at(-1)?.type).toBe('ServiceRecorded');
  });
});

describe('a best interests determination', () => {
  const aunt: PlannedAction = { ...school, actionId: 'aunt', bid: 'separation_from_parents' };
  const placed = (): TestCase => agreed(assessed(), '2026-06-03', aunt).do('2026-06-04', SUP, 'signOffPlan', {});
  const decided = (
    test: TestCase,
    at: string,
    outcome: CommandPayloads['recordBidDecision']['outcome'],
    actor: Actor = SUP,
  ): TestCase =>
    test.do(at, actor, 'recordBidDecision', { bidId: 'bid-aunt', decidedBy: 'bid_panel', outcome, content: CONTENT });
  const blocked = refusal('BID_NEEDED', 'BID-2');

  it('BID-1: is flagged by the plan that needs it, once for its kind', () => {
    const test = agreed(assessed(), '2026-06-03', aunt, { ...aunt, actionId: 'uncle' });
    expect(detailsOf(test.state).bids).toMatchObject([
      { bidId: 'bid-aunt', kind: 'separation_from_parents', status: 'pending' },
    ]);
    const flagged = assessed().do('2026-06-02T12:00', CW, 'flagBid', { bidId: 'b', kind: 'separation_from_parents' });
    expect(detailsOf(agreed(flagged, '2026-06-03', aunt).state).bids.map(({ bidId }) => bidId)).toEqual(['b']);
  });

  it('BID-1: a closed one answers no new plan; a new one gets an id of its own', () => {
    const test = decided(placed(), '2026-06-10', 'close');
    agreed(test, '2026-06-11', { ...aunt, dueOn: '2026-07-01' });
    expect(detailsOf(test.state).bids.map(({ bidId, status }) => `${bidId} ${status}`)).toEqual([
      'bid-aunt closed',
      'bid-aunt-2 pending',
    ]);
  });

  it('BID-1: has an id that a command can name, however long those of the actions are', () => {
    const [one, two] = ['a', 'b'].map((end) => ({ ...aunt, actionId: `${'x'.repeat(98)}${end}` }));
    const test = agreed(assessed(), '2026-06-03', one!, { ...two!, bid: 'durable_solution' });
    const ids = detailsOf(test.state).bids.map(({ bidId }) => bidId);
    expect([new Set(ids).size, ids.every((id) => id.length <= 100)]).toEqual([2, true]);
  });

  it('BID-2 O-44: blocks its actions until it is approved; deferring and refusing keep them blocked', () => {
    const test = placed();
    expect(() => started(test, '2026-06-05', 'aunt')).toThrowError(blocked);
    for (const [day, outcome] of [
      ['06', 'defer'],
      ['07', 'not_approve'],
      ['08', 'reopen'],
    ] as const) {
      decided(test, `2026-06-${day}`, outcome);
      expect(() => started(test, `2026-06-${day}T12:00`, 'aunt')).toThrowError(blocked);
    }
    decided(test, '2026-06-09', 'approve');
    expect(statuses(started(test, '2026-06-10', 'aunt'))).toEqual(['aunt ongoing']);
  });

  it('BID-2: a revision that finds the need for one blocks the action before its own sign-off', () => {
    const test = agreed(assessed(), '2026-06-03', school).do('2026-06-04', SUP, 'signOffPlan', {});
    agreed(test, '2026-06-05', { ...school, bid: 'exceptional_circumstances' });
    expect(() => started(test, '2026-06-05T12:00', 'school')).toThrowError(blocked);
  });

  it('BID-2: an action dated before the approval is refused, however late it is entered', () => {
    const test = decided(placed(), '2026-06-09', 'approve');
    const early = (): TestCase => test.do('2026-06-08', CW, 'startPlanAction', { actionId: 'aunt' }, '2026-06-10');
    expect(early).toThrowError(blocked);
  });

  it('BID-2 TIME-9: an older decision that is entered later does not replace the newer one', () => {
    const test = decided(placed(), '2026-06-09', 'approve');
    const older = { bidId: 'bid-aunt', decidedBy: 'bid_panel', outcome: 'defer', content: CONTENT } as const;
    test.do('2026-06-08', SUP, 'recordBidDecision', older, '2026-06-10');
    expect(test.state.bids['bid-aunt']?.status).toBe('approved');
  });

  it('BID-2: every outcome but approval says why; a closed one has to be re-opened first', () => {
    const bare = { bidId: 'bid-aunt', decidedBy: 'state_procedure', outcome: 'defer' } as const;
    expect(() => placed().do('2026-06-05', SUP, 'recordBidDecision', bare)).toThrowError(
      refusal('FIELD_MISSING', 'BID-2'),
    );
    const closed = decided(placed(), '2026-06-05', 'close');
    expect(() => decided(closed, '2026-06-06', 'approve')).toThrowError(refusal('NOTHING_PENDING', 'BID-2'));
    expect(decided(closed, '2026-06-06', 'reopen').state.bids['bid-aunt']?.status).toBe('pending');
  });

  it('BID-2 TIME-1: nothing is decided before it was flagged', () => {
    expect(() => decided(placed(), '2026-06-02', 'approve')).toThrowError(refusal('OCCURRED_OUT_OF_ORDER', 'TIME-1'));
  });

  it('BID-2: nobody types the decision of a conference; a member of the panel records what the panel decided', () => {
    const typed = { bidId: 'bid-aunt', decidedBy: 'case_conference', outcome: 'approve' } as const;
    expect(() => placed().do('2026-06-05', CW, 'recordBidDecision', typed)).toThrowError(
      refusal('VALUE_NOT_POSSIBLE', 'BID-2'),
    );
    const panel: Actor = { personId: 'panel-1', role: 'BIDP', agencyId: 'agency-p' };
    expect(() => decided(placed(), '2026-06-05', 'approve', panel)).toThrowError(refusal('NOT_PERMITTED', 'SPEC-2'));
    const convened = placed().do('2026-06-05', SUP, 'conveneConference', {
      conferenceId: 'panel',
      purposes: ['best_interests'],
      chairId: 'sup-a',
      plannedFor: '2026-06-06',
      members: [
        { memberId: 'sup-a', organisationId: 'agency-a', role: 'supervisor' },
        { memberId: 'panel-1', organisationId: 'agency-p', role: 'other' },
      ],
    });
    expect(decided(convened, '2026-06-06', 'approve', panel).state.bids['bid-aunt']?.status).toBe('approved');
  });

  it('BID-3: a pending one delays neither urgent action nor interim care nor an urgent referral', () => {
    const test = placed()
      .do('2026-06-05T18:00', CW, 'raiseImmediateConcern', { immediateConcernId: 'night', type: 'interim_care' })
      .do('2026-06-05T19:00', CW, 'addressImmediateConcern', {
        immediateConcernId: 'night',
        by: 'interim_care',
        placeNamed: true,
      })
      .do('2026-06-05T19:30', CW, 'recordConsent', { participate: true, storeData: true, services: ['shelter'] })
      .do('2026-06-05T19:30', CW, 'sendReferral', {
        referralId: 'r',
        service: 'shelter',
        providerId: 'rfp-1',
        providerAgencyId: 'agency-p',
        priority: 'high',
        channel: 'phone',
        urgent: true,
      });
    expect(test.state.immediateConcerns['night']?.addressedBy).toBe('interim_care');
    expect(test.state.referrals['r']?.status).toBe('sent');
    expect(test.state.bids['bid-aunt']?.status).toBe('pending');
  });
});
