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
  const inOrder = [...groups(events)];
  const isAlarm = ([first]: readonly CaseEvent[]): boolean => first?.actor.role === 'SYSTEM';
  // An alarm that came before an act was entered belongs to what the act was decided on, even one that `at` is before.
  const acts = inOrder.map((group) => !isAlarm(group) && (group[0]?.recordedAt ?? '') <= enteredBy);
  const entered = acts.lastIndexOf(true) + 1;
  let state = initialState(caseId);
  const counted: CaseEvent[] = [];
  for (const [index, group] of inOrder.entries()) {
    const due = nextAlarmAt(state);
    if (index >= entered && !(isAlarm(group) && due !== null && due <= at)) break;
    state = group.reduce(evolve, state);
    counted.push(...group);
  }
  return { state, events: counted };
}
