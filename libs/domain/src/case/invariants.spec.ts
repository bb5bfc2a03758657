import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR, type Actor } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { policySnapshot, rankOf } from '../policy/policy.js';
import { fromMs, HOUR_MS, toMs } from '../time/instant.js';
import { COMPLETE_FORM, CONTENT, CW, MGR, OWNER, SUP } from '../testing/a-case.js';
import { nextAlarmAt } from './alarms.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { CaseEvent } from './events.js';
import { evolve, fold } from './evolve.js';
import { readModelChanges, readModelOf, type ReadModel } from './read-model.js';
import { initialState, type CaseState } from './state.js';

const START = toMs('2026-01-05T08:00:00.000Z');
const level = fc.constantFrom('NO', 'LOW', 'MEDIUM', 'HIGH');
const concern = fc.record({ concernId: fc.constantFrom('c1', 'c2'), category: fc.constant('neglect' as const), level });
const OWNER_B = { caseworkerId: 'cw-b', teamId: 'team-b', officeId: 'office-b', agencyId: 'agency-b' };
const SUP_B: Actor = { personId: 'sup-b', role: 'SUP', teamId: 'team-b', officeId: 'office-b', agencyId: 'agency-b' };
const TRANSFER = {
  toAgencyId: 'agency-b',
  reason: 'other',
  childAndFamilyConsulted: true,
  metNewCaseworker: true,
  overrideGround: 'immediate_safety_risk',
  content: CONTENT,
};

interface Step {
  readonly actor: Actor;
  readonly type: string;
  readonly payload: object;
  /** Hours until it is recorded, and how many hours before that it happened. */
  readonly afterHours: number;
  readonly lateHours: number;
}

const given = (actor: Actor | readonly Actor[], type: string | readonly string[], payload: fc.Arbitrary<object>) =>
  fc.record({
    actor: fc.constantFrom(...(Array.isArray(actor) ? (actor as Actor[]) : [actor as Actor])),
    type: fc.constantFrom(...(typeof type === 'string' ? [type] : type)),
    payload,
  });
const nothing = fc.constant({});
const reason = fc.constant({ content: CONTENT });
const ratings = fc.record({ ratings: fc.array(concern, { maxLength: 1 }) });
const transferId = fc.constantFrom('t1', 't2');

const act = fc.oneof(
  given(CW, 'completeAssessment', ratings),
  given(CW, 'agreePlan', fc.constant({ involved: ['child', 'caregiver'] })),
  given([SUP, MGR], ['signOffPlan', 'returnPlan'], reason),
  given(
    CW,
    'recordFollowUp',
    fc.record({ reached: fc.constantFrom('child', 'caregiver', 'nobody'), channel: fc.constant('visit') }),
  ),
  given(CW, 'holdReview', ratings),
  given(CW, 'rateConcern', fc.record({ rating: concern, sourceForm: fc.constant('other') })),
  given(
    SUP,
    ['confirmLowering', 'returnLowering'],
    fc.record({ concernId: fc.constantFrom('c1', 'c2'), content: fc.constant(CONTENT) }),
  ),
  given(CW, 'concludePlan', nothing),
  given(
    CW,
    'requestClosure',
    fc.record({
      reason: fc.constantFrom('goal_met', 'no_risk_found', 'opened_in_error', 'death', 'turned_18'),
      checks: fc.constant(COMPLETE_FORM),
      evidence: fc.constant({ transitionPlan: true, supportInformationGiven: true }),
      content: fc.constant(CONTENT),
    }),
  ),
  given(SUP, ['approveClosure', 'returnClosure', 'keepCaseOpen'], reason),
  given(
    CW,
    'requestReopening',
    fc.record({
      eligibilityConfirmed: fc.constant(true),
      consentConfirmed: fc.constant(true),
      concerns: fc.array(concern, { minLength: 1, maxLength: 1 }),
    }),
  ),
  given(SUP, 'approveReopening', nothing),
  given(
    CW,
    'recordBirth',
    fc.record({ bornOn: fc.constantFrom('2007-03-01', '2008-02-29', '2008-07-15'), estimated: fc.boolean() }),
  ),
  given(CW, 'recordDeath', fc.record({ diedOn: fc.constantFrom('2026-01-06', '2026-01-20', '2026-02-10') })),
  given([SUP, MGR], ['proposeDeathCorrection', 'confirmDeathCorrection'], reason),
  given(
    SUP,
    ['sendTransfer', 'revokeTransfer'],
    transferId.map((id) => ({ ...TRANSFER, transferId: id })),
  ),
  given(
    SUP_B,
    ['acceptTransfer', 'rejectTransfer'],
    transferId.map((id) => ({ transferId: id, to: OWNER_B, content: CONTENT })),
  ),
);
const step: fc.Arbitrary<Step> = fc
  .tuple(act, fc.integer({ min: 0, max: 400 }), fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 200 })))
  .map(([what, afterHours, lateHours]) => ({ ...what, afterHours, lateHours }));

function registered(initial: string): Step[] {
  const policy = policySnapshot();
  const now = { actor: CW, afterHours: 0, lateHours: 0 };
  return [
    { ...now, type: 'identifyChild', payload: { source: 'school', owner: OWNER, policy } },
    {
      ...now,
      type: 'answerEligibility',
      payload: { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: false },
    },
    { ...now, type: 'recordConsent', payload: { participate: true, storeData: true } },
    {
      ...now,
      type: 'registerCase',
      payload: { caseCode: 'CW-1', concerns: [{ concernId: 'c1', category: 'neglect', level: initial }] },
    },
  ];
}

interface Observed {
  readonly before: CaseState;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly now: string;
}

/** Plays steps, refused ones included, and shows every accepted one. */
function play(steps: readonly Step[], seen: (observed: Observed) => void): CaseEvent[] {
  let state = initialState('case-1');
  const record: CaseEvent[] = [];
  let ms = START;
  steps.forEach(({ actor, type, payload, afterHours, lateHours }, index) => {
    ms += afterHours * HOUR_MS;
    const now = fromMs(ms);
    const occurredAt = fromMs(Math.max(START, ms - lateHours * HOUR_MS));
    const command = { commandId: `c${String(index)}`, type, actor, occurredAt, payload } as unknown as Command;
    const before = state;
    try {
      const events = decide(state, command, { now });
      state = events.reduce(evolve, state);
      record.push(...events);
      seen({ before, state, events, now });
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      expect(state).toBe(before);
    }
  });
  return record;
}

/** Random walks seldom get far by themselves: half of them start deeper in the life of a case. */
const AHEAD: readonly Step[] = [
  { actor: CW, type: 'completeAssessment', payload: {}, afterHours: 2, lateHours: 0 },
  { actor: CW, type: 'agreePlan', payload: { involved: ['child', 'caregiver'] }, afterHours: 20, lateHours: 0 },
  { actor: SUP, type: 'signOffPlan', payload: {}, afterHours: 5, lateHours: 0 },
  { actor: CW, type: 'concludePlan', payload: {}, afterHours: 500, lateHours: 0 },
];
const life = fc
  .tuple(level, fc.constantFrom(0, 0, 0, 1, 3, 3, 4), fc.array(step, { maxLength: 40 }))
  .map(([initial, depth, steps]) => [...registered(initial), ...AHEAD.slice(0, depth), ...steps]);
const runs = { numRuns: 400 };

describe('whatever people do, in whatever order it is entered', () => {
  it('sequence numbers have no gap and a fold of the record is the state', () => {
    fc.assert(
      fc.property(life, (steps) => {
        let last: CaseState | null = null;
        const record = play(steps, ({ state }) => (last = state));
        expect(record.map(({ seq }) => seq)).toEqual(record.map((_, index) => index + 1));
        expect(fold('case-1', record)).toEqual(last);
      }),
      runs,
    );
  });

  it('after a command nothing is left to do now, and the next alarm lies ahead and has something to do', () => {
    fc.assert(
      fc.property(life, (steps) => {
        play(steps, ({ state, now }) => {
          const alarm = { commandId: 'a', type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: now, payload: {} } as const;
          expect(decide(state, alarm, { now })).toEqual([]);
          const next = nextAlarmAt(state);
          if (next === null) return;
          expect(next > now).toBe(true);
          expect(decide(state, { ...alarm, occurredAt: next }, { now: next })).not.toEqual([]);
        });
      }),
      runs,
    );
  });

  it('breaches never vanish; each standing one names a duty of the record', () => {
    fc.assert(
      fc.property(life, (steps) => {
        play(steps, ({ before, state }) => {
          const ids = state.breaches.map(({ breachId }) => breachId);
          expect(new Set(ids).size).toBe(ids.length);
          for (const breach of before.breaches) expect(ids).toContain(breach.breachId);
          for (const breach of state.breaches) expect(state.obligations[breach.key]).toBeDefined();
        });
      }),
      runs,
    );
  });

  it('an open case at risk always has a running clock or a decision that somebody owes', () => {
    fc.assert(
      fc.property(life, (steps) => {
        play(steps, ({ state }) => {
          const atWork = ['REGISTERED', 'ASSESSED', 'PLAN_AGREED', 'IMPLEMENTING', 'STABILISING', 'CLOSURE_REQUESTED'];
          if (!atWork.includes(state.stage) || state.level === 'NO' || state.death !== null) return;
          const running = Object.values(state.obligations).some(({ status }) => status === 'open');
          expect(running, `stage ${state.stage} level ${state.level}`).toBe(true);
        });
      }),
      runs,
    );
  });

  it('RISK-3: a rise in level never loosens a due date', () => {
    fc.assert(
      fc.property(life, (steps) => {
        play(steps, ({ before, state, events, now }) => {
          const policy = state.policy ?? policySnapshot();
          const rises = events.filter(({ type }) => type === 'ConcernRated' || type === 'RiskLevelChanged');
          const onlyRise =
            rises.length > 0 && !events.some(({ type }) => type === 'AssessmentCompleted' || type === 'ReviewHeld');
          if (!onlyRise || rankOf(policy, state.level) <= rankOf(policy, before.level)) return;
          for (const known of Object.values(before.obligations)) {
            const after = state.obligations[known.key];
            if (known.status !== 'open' || after?.status !== 'open') continue;
            expect(after.due.overdueFrom <= known.due.overdueFrom, `${known.key} at ${now}`).toBe(true);
          }
        });
      }),
      runs,
    );
  });

  it('what an append writes turns the old read model into the new one', () => {
    fc.assert(
      fc.property(life, (steps) => {
        play(steps, ({ before, state }) => {
          expect(applied(readModelOf(before), before, state)).toEqual(sorted(readModelOf(state)));
        });
      }),
      { numRuns: 100 },
    );
  });
});

function sorted(model: ReadModel): object {
  const by = <Row>(rows: readonly Row[], id: keyof Row): Record<string, Row> =>
    Object.fromEntries(rows.map((row) => [String(row[id]), row]));
  return {
    case: model.case,
    obligations: by(model.obligations, 'key'),
    breaches: by(model.breaches, 'breachId'),
    escalations: by(model.escalations, 'escalationId'),
    tasks: by(model.tasks, 'taskId'),
    guests: by(model.guests, 'guestId'),
    custody: by(model.custody, 'custodyId'),
    emergencies: by(model.emergencies, 'accessId'),
  };
}

function applied(model: ReadModel, before: CaseState, after: CaseState): object {
  const changes = readModelChanges(before, after);
  const merged: ReadModel = {
    case: changes.case,
    obligations: [...model.obligations, ...changes.obligations],
    breaches: [...model.breaches, ...changes.breaches],
    escalations: [...model.escalations, ...changes.escalations],
    tasks: [...model.tasks.filter(({ taskId }) => !changes.removedTaskIds.includes(taskId)), ...changes.tasks],
    guests: [...model.guests.filter(({ guestId }) => !changes.removedGuestIds.includes(guestId)), ...changes.guests],
    custody: [...model.custody, ...changes.custody],
    emergencies: [...model.emergencies, ...changes.emergencies],
  };
  return sorted(merged);
}
