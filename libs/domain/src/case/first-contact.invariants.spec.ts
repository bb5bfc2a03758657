import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR, type Actor } from '../access/actor.js';
import { DomainError } from '../errors.js';
import { policySnapshot } from '../policy/policy.js';
import { CONTENT, CW, MGR, OWNER, SUP } from '../testing/a-case.js';
import { fromMs, MINUTE_MS, toMs } from '../time/instant.js';
import { nextAlarmAt } from './alarms.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { CaseEvent } from './events.js';
import { evolve, fold } from './evolve.js';
import { openImmediateConcerns } from './gates.js';
import { BLOCKED_BY_IMMEDIATE_CONCERN } from './lifecycle.js';
import { initialState, type CaseState } from './state.js';
import { CONCERN_ANSWERS, IMMEDIATE_CONCERN_TYPES, OVERRIDE_GROUNDS } from './vocabulary/first-contact.js';

const START = toMs('2026-03-02T06:00:00.000Z');
const policy = policySnapshot('with-deadline', { 'mandatory_report.deadline': 24 });
const neglect = { concernId: 'c1', category: 'neglect', level: 'MEDIUM' };
const id = fc.constantFrom('i1', 'i2');
const encounterId = fc.constantFrom('e1', 'e2');
const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
const content = fc.constant(CONTENT);

const step = (actor: Actor, type: string, payload: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ actor: fc.constant(actor), type: fc.constant(type), payload: fc.record(payload) });
const rating = fc.record({ concernId: fc.constant('c1'), level: fc.constantFrom('NO', 'LOW', 'MEDIUM', 'HIGH') });
const act = fc.oneof(
  step(CW, 'answerEligibility', {
    isChild: fc.constantFrom('yes', 'yes', 'no', 'unsure'),
    ...Object.fromEntries(['harmedOrAtRisk', 'needsCaseworker', 'needsServices'].map((q) => [q, fc.boolean()])),
  }),
  step(CW, 'answerEligibility', Object.fromEntries(Object.entries(yes).map(([q, a]) => [q, fc.constant(a)]))),
  step(CW, 'recordConsent', { participate: fc.boolean(), storeData: fc.boolean() }),
  step(CW, 'recordConsent', { participate: fc.constant(true), storeData: fc.constant(true) }),
  step(CW, 'withdrawConsent', { scopes: fc.constant(['participate']) }),
  step(CW, 'proposeWithoutConsent', { ground: fc.constantFrom(...OVERRIDE_GROUNDS) }),
  step(SUP, 'authoriseWithoutConsent', {
    ground: fc.constantFrom(...OVERRIDE_GROUNDS),
    legalBasis: fc.constant('vital_interests'),
    content,
  }),
  step(SUP, 'refuseWithoutConsent', { content }),
  step(CW, 'raiseImmediateConcern', {
    immediateConcernId: id,
    type: fc.constantFrom(...IMMEDIATE_CONCERN_TYPES),
    encounterId,
  }),
  step(CW, 'addressImmediateConcern', {
    immediateConcernId: id,
    by: fc.constantFrom(...CONCERN_ANSWERS),
    placeNamed: fc.constant(true),
    noGroundToOverride: fc.constant(true),
    content,
  }),
  step(CW, 'recordEncounterEnd', { encounterId }),
  step(CW, 'registerCase', {
    caseCode: fc.constant('CW-0001'),
    concerns: fc.constant([neglect]),
    encounterId,
  }),
  step(CW, 'completeAssessment', {}),
  step(CW, 'rateConcern', { rating, sourceForm: fc.constant('other') }),
  step(SUP, 'confirmLowering', { concernId: fc.constant('c1') }),
  step(SUP, 'assignCase', { to: fc.constant(OWNER) }),
  step(CW, 'raiseMandatoryReport', { reportId: fc.constant('m1'), law: fc.constant('law-1') }),
  step(MGR, 'decideMandatoryReport', {
    reportId: fc.constant('m1'),
    decision: fc.constantFrom('report', 'defer'),
    content,
  }),
);
/** Random walks seldom get far by themselves: most of them start deeper. */
const AHEAD = [
  { actor: CW, type: 'answerEligibility', payload: yes },
  { actor: CW, type: 'recordConsent', payload: { participate: true, storeData: true } },
  { actor: CW, type: 'registerCase', payload: { caseCode: 'CW-0001', concerns: [neglect] } },
].map((first) => ({ act: first, after: 5, late: 0 }));
const life = fc.record({
  unassigned: fc.boolean(),
  depth: fc.constantFrom(0, 1, 2, 2, 3),
  steps: fc.array(fc.record({ act, after: fc.integer({ min: 0, max: 200 }), late: fc.constantFrom(0, 0, 0, 20, 90) }), {
    minLength: 5,
    maxLength: 25,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

interface Seen {
  readonly before: CaseState;
  readonly state: CaseState;
  readonly command: Command;
  readonly now: string;
}

/** Plays a first contact; shows every accepted command and every refusal. */
function play(
  { unassigned, depth, steps }: Life,
  seen: (seen: Seen) => void,
  refused?: (error: DomainError) => void,
): void {
  let state = initialState('case-1');
  const record: CaseEvent[] = [];
  let ms = START;
  const first = { actor: CW, type: 'identifyChild', payload: { source: 'police', owner: OWNER, policy, unassigned } };
  [{ act: first, after: 0, late: 0 }, ...AHEAD.slice(0, depth), ...steps].forEach(
    ({ act: given, after, late }, index) => {
      ms += after * MINUTE_MS;
      const now = fromMs(ms);
      const occurredAt = fromMs(Math.max(START, ms - late * MINUTE_MS));
      const command = { commandId: `c${String(index)}`, ...given, occurredAt } as unknown as Command;
      const before = state;
      try {
        const events = decide(state, command, { now });
        state = events.reduce(evolve, state);
        record.push(...events);
        seen({ before, state, command, now });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        refused?.(error);
      }
    },
  );
  expect(fold('case-1', record)).toEqual(state);
}

describe('whatever happens at first contact, in whatever order it is entered', () => {
  const check = (property: (life: Life) => void): void => fc.assert(fc.property(life, property), { numRuns: 300 });

  it('UA-2: no step of the list is taken at a moment at which a concern was known to be open', () => {
    check((one) => {
      play(one, ({ before, command }) => {
        if (!BLOCKED_BY_IMMEDIATE_CONCERN.has(command.type)) return;
        expect(openImmediateConcerns(before, command.occurredAt)).toEqual([]);
      });
    });
  });

  it('FLOW-1 CONS-4: a case has a code only after eligibility and with a legal basis for it', () => {
    check((one) => {
      play(one, ({ before, state, command }) => {
        expect(state.caseCode !== null).toBe(state.episode > 0);
        if (command.type !== 'registerCase') return;
        expect([before.eligibilityExit, before.legalBasis !== null]).toEqual(['taken_in', true]);
      });
    });
  });

  it('TIME-8 UA-4: breaches never vanish, and the record is settled up to now with its next alarm ahead', () => {
    check((one) => {
      play(one, ({ before, state, now }) => {
        const ids = state.breaches.map(({ breachId }) => breachId);
        for (const { breachId } of before.breaches) expect(ids).toContain(breachId);
        const alarm = { commandId: 'a', type: 'alarm', actor: SYSTEM_ACTOR, occurredAt: now, payload: {} } as const;
        expect(decide(state, alarm, { now })).toEqual([]);
        const next = nextAlarmAt(state);
        if (next === null) return;
        expect(next > now).toBe(true);
        expect(decide(state, { ...alarm, occurredAt: next }, { now: next })).not.toEqual([]);
      });
    });
  });

  it('FLOW-2: an intake that goes on without a caseworker has a clock for it; one that ended has none', () => {
    check((one) => {
      play(one, ({ state }) => {
        if (state.episode > 0) return;
        const awaited = Object.values(state.obligations).some((o) => o.kind === 'assignment' && o.status === 'open');
        expect(awaited).toBe(state.unassigned && state.intakeEndedAs === null);
      });
    });
  });

  it('SPEC-3.4: every refusal names its rule and says what would make it possible', () => {
    check((one) => {
      play(
        one,
        () => undefined,
        ({ rule, details }) => expect([rule, details.remedy ?? '']).not.toContain(''),
      );
    });
  });
});
