import { CLOSURE_RULES, type CaseEvent, type EventOf, type IndicatorId } from '@caseward/domain';
import { monthsLater } from './calendar.js';
import type { Chronicle } from './chronicle.js';
import { isWithin, valuesAt, type Question, type Unit } from './units.js';

const WEEK = 7 * 86_400_000;

/** P9, P10b to P10d, P13c. */
export function closureUnits(chronicle: Chronicle, question: Question): Unit[] {
  return chronicle.closures.flatMap((closed): Unit[] => {
    const date = chronicle.localDate(closed.occurredAt);
    const start = chronicle.startUpTo(closed.occurredAt);
    if (!isWithin(question, date) || start === undefined) return [];
    const { reason } = closed.data;
    const values = valuesAt(chronicle, closed.occurredAt, date, reason);
    const unit = (indicator: IndicatorId, above: boolean | number): Unit => ({
      indicator,
      above: Number(above),
      values,
    });
    const next = chronicle.starts.find(({ occurredAt }) => occurredAt > closed.occurredAt);
    const heard = (from: 'child' | 'caregiver'): boolean =>
      chronicle
        .all('FeedbackRecorded')
        .some((one) => one.data.from === from && chronicle.startUpTo(one.occurredAt) === start);
    const isBackWithin = (months: number): boolean =>
      next?.type === 'CaseReopened' && chronicle.localDate(next.occurredAt) <= monthsLater(date, months);
    return [
      unit('P9a', 1),
      unit('P9b', (Date.parse(closed.occurredAt) - Date.parse(start.occurredAt)) / WEEK),
      unit('P9c', passesGates(chronicle, closed, start)),
      unit('P9d', heard('child')),
      unit('P9e', heard('caregiver')),
      unit('P10b', isBackWithin(3)),
      unit('P10c', isBackWithin(6)),
      unit('P10d', isBackWithin(12)),
      unit('P13c', rank(chronicle, chronicle.levelAt(closed.occurredAt)) < rank(chronicle, start.data.level)),
    ];
  });
}

function rank({ policy }: Chronicle, level: string): number {
  return (policy.values['risk.levels'] as readonly string[]).indexOf(level);
}

function passesGates(chronicle: Chronicle, closed: EventOf<'CaseClosed'>, start: CaseEvent): boolean {
  return (
    !isInDanger(chronicle, closed.occurredAt) &&
    !waits(chronicle, closed.occurredAt) &&
    isVisited(chronicle, closed, start)
  );
}

/** CLOSE-5: a death ends what was open. */
function isInDanger(chronicle: Chronicle, moment: string): boolean {
  const { diedOn } = chronicle;
  if (diedOn !== null && diedOn <= chronicle.localDate(moment)) return false;
  return chronicle.all('ImmediateConcernRaised').some(({ occurredAt, data }) => {
    const answered = chronicle
      .all('ImmediateConcernAddressed')
      .some((one) => one.data.immediateConcernId === data.immediateConcernId && one.occurredAt <= moment);
    return occurredAt <= moment && !answered;
  });
}

function waits(chronicle: Chronicle, moment: string): boolean {
  const ends = [
    ...chronicle.all('TransferAccepted'),
    ...chronicle.all('TransferRejected'),
    ...chronicle.all('TransferRevoked'),
  ].filter(({ occurredAt }) => occurredAt <= moment);
  return chronicle
    .all('TransferSent')
    .some(
      ({ occurredAt, data }) => occurredAt <= moment && !ends.some((end) => end.data.transferId === data.transferId),
    );
}

/** 3.10: two visits on days of their own and a review, after the plan was concluded, or else since it was carried out. */
function isVisited(chronicle: Chronicle, closed: EventOf<'CaseClosed'>, start: CaseEvent): boolean {
  if (CLOSURE_RULES[closed.data.reason].visits !== 'needed') return true;
  const inEpisode = <E extends CaseEvent>(events: readonly E[]): E[] =>
    events.filter(({ occurredAt }) => occurredAt >= start.occurredAt && occurredAt <= closed.occurredAt);
  const standing = inEpisode(chronicle.all('PlanConcluded')).filter(
    ({ seq }) => !chronicle.all('PlanConclusionCleared').some((cleared) => cleared.seq > seq),
  );
  const since = standing.at(-1) ?? inEpisode(chronicle.all('PlanSignedOff'))[0];
  if (since === undefined) return false;
  const days = (events: readonly CaseEvent[]): number =>
    new Set(events.filter((one) => one.occurredAt > since.occurredAt).map((one) => chronicle.localDate(one.occurredAt)))
      .size;
  const visits = inEpisode(chronicle.all('FollowUpRecorded')).filter(({ data }) => data.qualifies);
  const { values } = chronicle.policy;
  return (
    days(visits) >= (values['closure.min_followups'] as number) &&
    days(inEpisode(chronicle.all('ReviewHeld'))) >= (values['closure.min_reviews'] as number)
  );
}
