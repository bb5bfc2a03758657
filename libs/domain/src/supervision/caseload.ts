import type { Stage } from '../case/lifecycle.js';
import type { Owner } from '../access/actor.js';

/** SUPV-1: from registration to the request for closure. */
const COUNTED: readonly Stage[] = [
  'REGISTERED',
  'ASSESSED',
  'PLAN_AGREED',
  'IMPLEMENTING',
  'STABILISING',
  'CLOSURE_REQUESTED',
];

/** What counting needs of a case; a transfer that waits for its answer still counts for the sender, who owns the case. */
export interface Countable {
  readonly stage: Stage;
  readonly owner: Owner | null;
}

export function countsAsOpen(stage: Stage): boolean {
  return COUNTED.includes(stage);
}

/** SUPV-1: how many open cases a caseworker has. */
export function openCasesOf(cases: Iterable<Countable>, caseworkerId: string): number {
  let count = 0;
  for (const { stage, owner } of cases) if (countsAsOpen(stage) && owner?.caseworkerId === caseworkerId) count += 1;
  return count;
}

/** CONS-4: how many intakes of an agency ended with a refusal; nothing else is kept of them. */
export function refusalsOf(
  cases: Iterable<{ readonly intakeEndedAs: string | null; readonly owner: Owner | null }>,
  agencyId: string,
): number {
  let count = 0;
  for (const { intakeEndedAs, owner } of cases)
    if (intakeEndedAs === 'refused' && owner?.agencyId === agencyId) count += 1;
  return count;
}
