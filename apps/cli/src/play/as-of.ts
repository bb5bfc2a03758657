import {
  evolve,
  evolveDuty,
  initialState,
  nextAlarmAt,
  nextDutyAlarmAt,
  type CaseEvent,
  type CaseState,
  type DutyEvent,
  type DutyState,
  type HostedEvent,
  type Instant,
} from '@caseward/domain';

/** Events of one command stand together. */
function* groups<E extends HostedEvent>(events: readonly E[]): Generator<readonly E[]> {
  let group: E[] = [];
  for (const event of events) {
    if (group.length > 0 && group[0]?.commandId !== event.commandId) {
      yield group;
      group = [];
    }
    group.push(event);
  }
  if (group.length > 0) yield group;
}

/** How a record becomes a state, and when the state waits for an alarm. */
interface Folding<S, E extends HostedEvent> {
  readonly start: S;
  readonly evolve: (state: S, event: E) => S;
  readonly nextAlarmAt: (state: S) => Instant | null;
}

interface Moment<S, E> {
  readonly state: S;
  readonly events: readonly E[];
}

/**
 * The state at `at` although a running clock has moved on since: what people had entered by `enteredBy`, and the alarms
 * that were due by `at`, however few milliseconds later each was handled.
 */
function momentOf<S, E extends HostedEvent>(
  folding: Folding<S, E>,
  events: readonly E[],
  at: Instant,
  enteredBy: Instant,
): Moment<S, E> {
  const inOrder = [...groups(events)];
  const isAlarm = ([first]: readonly E[]): boolean => first?.actor.role === 'SYSTEM';
  // An alarm that came before an act was entered belongs to what the act was decided on, even one that `at` is before.
  const acts = inOrder.map((group) => !isAlarm(group) && (group[0]?.recordedAt ?? '') <= enteredBy);
  const entered = acts.lastIndexOf(true) + 1;
  let state = folding.start;
  const counted: E[] = [];
  for (const [index, group] of inOrder.entries()) {
    const due = folding.nextAlarmAt(state);
    if (index >= entered && !(isAlarm(group) && due !== null && due <= at)) break;
    state = group.reduce(folding.evolve, state);
    counted.push(...group);
  }
  return { state, events: counted };
}

export type AsOf = Moment<CaseState, CaseEvent>;

/** A case at a moment. */
export function asOf(caseId: string, events: readonly CaseEvent[], at: Instant, enteredBy: Instant): AsOf {
  return momentOf({ start: initialState(caseId), evolve, nextAlarmAt }, events, at, enteredBy);
}

/** A duty file at a moment; its state is null before it was opened. */
export function dutyAsOf(
  events: readonly DutyEvent[],
  at: Instant,
  enteredBy: Instant,
): Moment<DutyState | null, DutyEvent> {
  const folding: Folding<DutyState | null, DutyEvent> = {
    start: null,
    evolve: evolveDuty,
    nextAlarmAt: (state) => (state === null ? null : nextDutyAlarmAt(state)),
  };
  return momentOf(folding, events, at, enteredBy);
}
