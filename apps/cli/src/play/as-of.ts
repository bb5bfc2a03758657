import { evolve, initialState, nextAlarmAt, type CaseEvent, type CaseState, type Instant } from '@caseward/domain';

/** Events of one command stand together. */
function* groups(events: readonly CaseEvent[]): Generator<readonly CaseEvent[]> {
  let group: CaseEvent[] = [];
  for (const event of events) {
    if (group.length > 0 && group[0]?.commandId !== event.commandId) {
      yield group;
      group = [];
    }
    group.push(event);
  }
  if (group.length > 0) yield group;
}

export interface AsOf {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

/**
 * The case at `at` although a running clock has moved on since: what people had entered by `enteredBy`, and the alarms
 * that were due by `at`, however few milliseconds later each was handled.
 */
export function asOf(caseId: string, events: readonly CaseEvent[], at: Instant, enteredBy: Instant): AsOf {
  let state = initialState(caseId);
  const counted: CaseEvent[] = [];
  for (const group of groups(events)) {
    const [first] = group;
    if (first === undefined) continue;
    const due = nextAlarmAt(state);
    const counts = first.actor.role === 'SYSTEM' ? due !== null && due <= at : first.recordedAt <= enteredBy;
    if (!counts) break;
    state = group.reduce(evolve, state);
    counted.push(...group);
  }
  return { state, events: counted };
}
