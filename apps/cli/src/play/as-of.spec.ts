import {
  decide,
  decideDuty,
  evolve,
  evolveDuty,
  foldDuty,
  initialState,
  nextAlarmAt,
  nextDutyAlarmAt,
  plusMs,
  policySnapshot,
  SYSTEM_ACTOR,
  type CaseEvent,
  type Command,
  type DutyEvent,
  type DutyState,
} from '@caseward/domain';
import { describe, expect, it } from 'vitest';
import { asOf, dutyAsOf } from './as-of.js';

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

describe('a duty file at a moment that the clock has left behind', () => {
  const opened = '2026-06-01T07:00:00.000Z';
  const scope = { teamId: 'team', officeId: 'office', agencyId: 'agency' };
  const supervisor = { personId: 'sup', role: 'SUP', ...scope } as const;
  const overdueFrom = '2026-06-15T21:00:00.000Z';

  /** Opened on 1 June; the miss at midnight (three hours ahead of UTC) after 15 June is handled a quarter of an hour later. */
  function dutyEvents(): DutyEvent[] {
    const payload = { kind: 'caseworker', subjectId: 'cw', scope, policy: policySnapshot() } as const;
    const open = { commandId: 'open', type: 'openDutyFile', actor: supervisor, occurredAt: opened, payload } as const;
    const recorded = decideDuty(null, caseId, open, { now: opened });
    let state = foldDuty(recorded) as DutyState;
    for (let due = nextDutyAlarmAt(state); due !== null && due <= overdueFrom; due = nextDutyAlarmAt(state)) {
      const alarm = {
        commandId: `alarm ${due}`,
        type: 'alarm',
        actor: SYSTEM_ACTOR,
        occurredAt: due,
        payload: {},
      } as const;
      const fresh = decideDuty(state, caseId, alarm, { now: plusMs(due, 900_000) });
      recorded.push(...fresh);
      state = fresh.reduce(evolveDuty, state);
    }
    return recorded;
  }

  it('counts the alarm that was due then, although it was handled later', () => {
    const { state } = dutyAsOf(dutyEvents(), overdueFrom, overdueFrom);
    expect(state?.breaches.map(({ kind }) => kind)).toContain('caseload_review');
  });

  it('leaves out alarms that were not due yet', () => {
    const { state } = dutyAsOf(dutyEvents(), '2026-06-15T20:59:59.999Z', '2026-06-15T20:59:59.999Z');
    expect(state?.breaches).toEqual([]);
  });
});
