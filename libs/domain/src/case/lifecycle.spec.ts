import { describe, expect, it } from 'vitest';
import { CW, CONTENT, MGR, SUP, TestCase } from '../testing/a-case.js';
import { PERMISSIONS } from '../access/permissions.js';
import { ROLES } from '../access/actor.js';
import { availableCommands } from './available-commands.js';
import type { CommandType } from './commands.js';
import { decide } from './decide.js';
import { ALWAYS, isAllowedIn, LIFECYCLE, STAGES, type Stage } from './lifecycle.js';

describe('the lifecycle table', () => {
  it('every stage is reachable from NONE and every stage but none can be left', () => {
    const reached = new Set<Stage>(['NONE']);
    for (const stage of reached) for (const next of LIFECYCLE[stage].next) reached.add(next);
    expect([...reached].sort()).toEqual([...STAGES].sort());
    expect(STAGES.filter((stage) => (LIFECYCLE[stage].next as readonly Stage[]).length === 0)).toEqual([]);
  });

  it('every command has a stage and somebody who may give it', () => {
    const commands = Object.keys(PERMISSIONS) as CommandType[];
    const homeless = commands.filter(
      (type) => !ALWAYS.includes(type) && !STAGES.some((stage) => isAllowedIn(stage, type)),
    );
    expect(homeless).toEqual([]);
    expect(commands.filter((type) => PERMISSIONS[type].length === 0)).toEqual([]);
  });
});

describe('who may do what (specification, section 2)', () => {
  it('an administrator is offered the version of the policy and no more, a data entry clerk and coordination nothing, a caseworker of another team nothing', () => {
    const { state } = new TestCase().registered('2026-06-01', 'LOW');
    const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
    for (const role of ROLES.filter((name) => ['ADM', 'DE', 'COORD'].includes(name))) {
      const offered = availableCommands(state, { personId: 'x', role, ...place });
      expect(offered).toEqual(role === 'ADM' ? ['adoptPolicy'] : []);
    }
    expect(availableCommands(state, { ...CW, personId: 'cw-z' })).toEqual([]);
    expect(availableCommands(state, { ...SUP, teamId: 'team-2' })).toEqual([]);
  });

  it('PERM-1: a supervisor who agreed the plan cannot sign it off, the manager can', () => {
    const covered = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    covered.do('2026-06-03', SUP, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect(() => covered.do('2026-06-03', SUP, 'signOffPlan', {})).toThrowError(/somebody else/);
    expect(covered.do('2026-06-04', MGR, 'signOffPlan', {}).state.stage).toBe('IMPLEMENTING');
  });
});

describe('order and time', () => {
  it('IM-11: a command for another state of the case than the present one is refused', () => {
    const { state } = new TestCase().registered('2026-06-01', 'LOW');
    const command = {
      commandId: 'x',
      type: 'completeAssessment',
      actor: CW,
      occurredAt: '2026-06-02T08:00:00.000Z',
      payload: {},
    } as const;
    const at = (seq: number): unknown => decide(state, { ...command, onlyAtSeq: [seq] }, { now: command.occurredAt });
    expect(() => at(state.seq - 1)).toThrowError(/no longer in the state/);
    expect(at(state.seq)).not.toEqual([]);
  });

  it('FLOW-1: no registration before consent, and no command out of order', () => {
    const fresh = new TestCase();
    expect(() => fresh.do('2026-06-01', CW, 'completeAssessment', {})).toThrowError(/not in the record/);
    fresh.consented('2026-06-01');
    expect(() => fresh.do('2026-06-01', CW, 'agreePlan', { involved: [] })).toThrowError(/not possible at stage/);
  });

  it('TIME-1: the future is refused, and so is what would precede the step it builds on', () => {
    const low = new TestCase().registered('2026-06-05', 'LOW');
    expect(() => low.do('2026-06-09', CW, 'completeAssessment', {}, '2026-06-08')).toThrowError(/not happened yet/);
    expect(() => low.do('2026-06-04', CW, 'completeAssessment', {}, '2026-06-08')).toThrowError(
      /before the registration/,
    );
  });

  it('PLAN-1: a plan made without child or caregiver says why', () => {
    const low = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    expect(() => low.do('2026-06-03', CW, 'agreePlan', { involved: ['child'] })).toThrowError(/not involved/);
    low.do('2026-06-03', CW, 'agreePlan', { involved: ['child'], content: CONTENT });
    expect(low.state.stage).toBe('PLAN_AGREED');
  });

  it('PLAN-2 A6: nothing of the plan starts before sign-off; a delay alarms supervisor and manager without a breach', () => {
    const low = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    low.do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect(low.due('plan')).toBeUndefined();
    expect(() => low.do('2026-06-04', CW, 'startPlanAction', { actionId: 'a1' })).toThrowError(/not possible at stage/);
    low.until('2026-06-05T23:59:59');
    expect(low.state.escalations).toEqual([]);
    low.until('2026-06-06T00:00:00');
    expect(low.state.escalations).toMatchObject([{ kind: 'plan_signoff', step: 2, breachId: null }]);
    expect(low.standing()).toEqual([]);
  });

  it('PLAN-2: a returned plan is owed again and needs its own sign-off', () => {
    const low = new TestCase().registered('2026-06-01', 'LOW').assessed('2026-06-02');
    low.do('2026-06-03', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect(() => low.do('2026-06-04', SUP, 'returnPlan', {})).toThrowError(/what has to change/);
    low.do('2026-06-04', SUP, 'returnPlan', { content: CONTENT });
    expect([low.state.stage, low.due('plan_revision')]).toEqual(['ASSESSED', '2026-06-18']);
    low.do('2026-06-06', CW, 'agreePlan', { involved: ['child', 'caregiver'] });
    expect([low.state.stage, low.due('plan_revision'), low.due('plan_signoff')]).toEqual([
      'PLAN_AGREED',
      undefined,
      '2026-06-08',
    ]);
  });

  it('CLK-3 A5 A54: with first_action the clocks start at the first action, the stage at sign-off', () => {
    const { policySnapshot } = { policySnapshot: new TestCase().policy };
    const policy = {
      ...policySnapshot,
      values: { ...policySnapshot.values, 'implementation.start_trigger': 'first_action' },
    };
    const low = new TestCase(policy).registered('2026-06-01', 'LOW').assessed('2026-06-02').planned('2026-06-03');
    expect([low.state.stage, low.due('follow_up')]).toEqual(['IMPLEMENTING', undefined]);
    low.do('2026-06-05', CW, 'startPlanAction', { actionId: 'a1' });
    expect([low.due('follow_up'), low.due('review')]).toEqual(['2026-06-19', '2026-09-05']);
  });
});
