import { nextAlarmAt, policySnapshot, type CaseEvent, type Command } from '@caseward/domain';
import { decide, evolve, initialState, SYSTEM_ACTOR } from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { asOf } from './as-of.js';

const place = { teamId: 'team', officeId: 'office', agencyId: 'agency' };
const actor = { personId: 'cw', role: 'CW', ...place } as const;
const owner = { caseworkerId: 'cw', ...place };
const caseId = 'case';

/** Registered with LOW on 1 June; assessed on the last day, which is entered two hours after midnight. */
function events(): CaseEvent[] {
  const recorded: CaseEvent[] = [];
  let state = initialState(caseId);
  const give = (type: string, occurredAt: string, now: string, payload: object, by: object = actor): void => {
    const command = { commandId: `${type} ${now}`, type, actor: by, occurredAt, payload } as unknown as Command;
    const fresh = decide(state, command, { now });
    state = fresh.reduce(evolve, state);
    recorded.push(...fresh);
  };
  const start = '2026-06-01T07:00:00.000Z';
  give('identifyChild', start, start, { source: 'community', owner, policy: policySnapshot() });
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
  give('answerEligibility', start, start, yes);
  give('recordConsent', start, start, { participate: true, storeData: true });
  const concerns = [{ concernId: 'care', category: 'neglect', level: 'LOW' }];
  give('registerCase', start, start, { caseCode: 'x', concerns });
  for (let due = nextAlarmAt(state); due !== null && due <= '2026-06-08T22:00:00.000Z'; due = nextAlarmAt(state)) {
    give('alarm', due, due, {}, SYSTEM_ACTOR);
  }
  give('completeAssessment', '2026-06-08T14:00:00.000Z', '2026-06-08T23:00:00.000Z', {});
  return recorded;
}

describe('a case at a moment that the clock has left behind', () => {
  const at = '2026-06-08T14:00:00.000Z';

  it('leaves out what was entered later, and alarms that were not due', () => {
    const { state } = asOf(caseId, events(), at, at);
    expect(state.assessed).toBe(false);
    expect(state.breaches).toEqual([]);
  });

  it('has an act that was entered late, although an alarm came in between', () => {
    const { state, events: counted } = asOf(caseId, events(), at, '2026-06-08T23:00:00.000Z');
    expect(state.assessed).toBe(true);
    expect(state.breaches.filter(({ withdrawnAt }) => withdrawnAt === null)).toEqual([]);
    expect(counted).toHaveLength(events().length);
  });

  it('has the alarms that were due, however late each was handled', () => {
    const { state } = asOf(caseId, events(), '2026-06-08T22:00:00.000Z', at);
    expect(state.breaches).toHaveLength(1);
  });
});
