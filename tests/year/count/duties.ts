import type { EventOf, HostedEvent, IndicatorId, ObligationKind } from '@caseward/domain';
import type { Chronicle } from './chronicle.js';
import { isWithin, valuesAt, type Question, type Unit } from './units.js';

/** A duty as the record tells it, step by step. */
export interface Duty {
  readonly key: string;
  readonly kind: ObligationKind;
  dueOn: string | null;
  dueAt: string | null;
  overdueFrom: string;
  /** When it was done or fell away; null while it is open. */
  endedAt: string | null;
  isDone: boolean;
  /** TIME-9: a late entry has shown that it never was. */
  neverWas: boolean;
}

export function dutiesOf(record: readonly HostedEvent[]): Duty[] {
  const duties = new Map<string, Duty>();
  for (const step of record) {
    if (!isStep(step)) continue;
    const { key } = step.data;
    if (step.type === 'ObligationArmed') {
      const { kind, due } = step.data;
      duties.set(key, { key, kind, ...due, endedAt: null, isDone: false, neverWas: false });
      continue;
    }
    const duty = duties.get(key);
    if (duty === undefined) throw new Error(`${key} was never armed`);
    if (step.type === 'ObligationRescheduled')
      Object.assign(duty, step.data.due, { endedAt: null, isDone: false, neverWas: false });
    else if (step.type === 'ObligationMet') Object.assign(duty, { endedAt: step.data.at, isDone: true });
    else Object.assign(duty, { endedAt: step.data.at, isDone: false, neverWas: step.data.cause === 'TIME-9' });
  }
  return [...duties.values()];
}

type Step = EventOf<'ObligationArmed' | 'ObligationRescheduled' | 'ObligationMet' | 'ObligationCancelled'>;

function isStep(event: HostedEvent): event is Extract<HostedEvent, Step> {
  return ['ObligationArmed', 'ObligationRescheduled', 'ObligationMet', 'ObligationCancelled'].includes(event.type);
}

/** Whether it ended while there was still time. */
export function endedInTime({ endedAt, dueAt, overdueFrom }: Duty): boolean {
  if (endedAt === null) return false;
  return dueAt === null ? endedAt < overdueFrom : endedAt <= dueAt;
}

const COUNTED: Readonly<Partial<Record<ObligationKind, IndicatorId>>> = {
  assessment: 'P1',
  plan: 'P2a',
  follow_up: 'P3a',
  review: 'P4',
  urgent_action: 'P5b',
  post_closure_review: 'P10a',
};

export function dutyUnits(chronicle: Chronicle, question: Question): Unit[] {
  return chronicle.duties.flatMap((duty): Unit[] => {
    const indicator = COUNTED[duty.kind];
    const date = duty.dueOn ?? chronicle.localDate(duty.dueAt ?? '');
    if (indicator === undefined || !isOwed(duty, date, question)) return [];
    const moment = new Date(Date.parse(duty.overdueFrom) - 1).toISOString();
    const above = duty.isDone && endedInTime(duty) ? 1 : 0;
    return [{ indicator, above, values: valuesAt(chronicle, moment, date) }];
  });
}

/** It falls due in the period, its time is over by the moment of knowledge, and it did not fall away before. */
export function isOwed(duty: Duty, date: string, question: Question): boolean {
  const fellAwayInTime = !duty.isDone && endedInTime(duty);
  return isWithin(question, date) && duty.overdueFrom <= question.asKnownAt && !duty.neverWas && !fellAwayInTime;
}

/** A35 and section 3.11: of these every miss is a breach. */
const BREACHED: readonly ObligationKind[] = [
  ...(Object.keys(COUNTED) as ObligationKind[]),
  'reassessment',
  'plan_revision',
  'closure_decision',
  'caseload_review',
  'file_check',
  'individual_supervision',
  'capacity_assessment',
  'observation',
];

/**
 * The same duties by another way: what is missed is what a breach stands for (TIME-8).
 * @returns keys of duties that are missed without a breach, or that a breach stands for without being missed
 */
export function contradictions(record: readonly HostedEvent[], asKnownAt: string): string[] {
  const standing = new Map<string, string>();
  for (const event of record) {
    if (event.type === 'BreachRaised') standing.set(event.data.breachId, event.data.key);
    if (event.type === 'BreachWithdrawn') standing.delete(event.data.breachId);
  }
  const broken = new Set(standing.values());
  return dutiesOf(record)
    .filter((duty) => BREACHED.includes(duty.kind) && isMissed(duty, asKnownAt) !== broken.has(duty.key))
    .map(({ key }) => `${record[0]?.caseId ?? ''} ${key}`);
}

function isMissed(duty: Duty, asKnownAt: string): boolean {
  return duty.overdueFrom <= asKnownAt && !duty.neverWas && !endedInTime(duty);
}
