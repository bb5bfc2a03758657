import { DomainError } from '../errors.js';
import { textOf } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { CaseState } from './state.js';
import type { ScreenOutcome } from './vocabulary/first-contact.js';

/** FLOW-1, A19: before eligibility, and again between consent and registration. */
export type ScreenStep = 'first' | 'second';

export interface UrgentScreenDetails {
  readonly lastAt: Instant;
  readonly lastOutcome: ScreenOutcome;
  /** Looked again since there is a consent or another ground to act. */
  readonly secondDone: boolean;
}

type Screened = Pick<CaseState, 'urgentScreens' | 'immediateConcerns' | 'legalBasisSince'>;

/** Whoever raises a concern has looked for it. In the order of occurrence. */
function screensOf({ urgentScreens = [], immediateConcerns }: Screened): [at: Instant, outcome: ScreenOutcome][] {
  const raised = Object.values(immediateConcerns).map(({ raisedAt }) => [raisedAt, 'concerns_raised'] as const);
  const looked = urgentScreens.map(({ screenedAt, outcome }) => [screenedAt, outcome] as const);
  return [...looked, ...raised].map(([at, outcome]): [Instant, ScreenOutcome] => [at, outcome]).sort(byMoment);
}

/** Of two looks at one moment the one that found something counts as the last. */
function byMoment([a, outcome]: [Instant, ScreenOutcome], [b]: [Instant, ScreenOutcome]): number {
  if (a !== b) return a < b ? -1 : 1;
  return outcome === 'nothing_found' ? -1 : 1;
}

/** Judged on `occurred_at`, so that an honest late entry counts (UA-2). */
function isScreened(state: Screened, step: ScreenStep, until: Instant | null): boolean {
  const { legalBasisSince: consentedAt } = state;
  if (step === 'second' && consentedAt === null) return false;
  const from = step === 'second' ? (consentedAt ?? '') : '';
  return screensOf(state).some(([at]) => at >= from && (until === null || at <= until));
}

export function urgentScreenOf(state: CaseState): UrgentScreenDetails | null {
  const last = screensOf(state).at(-1);
  if (last === undefined) return null;
  const [lastAt, lastOutcome] = last;
  return { lastAt, lastOutcome, secondDone: isScreened(state, 'second', null) };
}

/** FLOW-1: the look for immediate concerns that comes before the next step of the intake; null when there is none to take. */
export function screenToDo(state: CaseState): ScreenStep | null {
  const { stage, legalBasis } = state;
  if (stage !== 'IDENTIFIED' && stage !== 'CONSENT_PENDING') return null;
  if (!isScreened(state, 'first', null)) return 'first';
  return legalBasis !== null && !isScreened(state, 'second', null) ? 'second' : null;
}

function isRequired({ policy }: CaseState): boolean {
  return policy !== null && textOf(policy, 'urgent.screen_first') === 'require';
}

/** Whether a step waits for a look for immediate concerns: only where the policy requires it and not merely advises. */
export function isHeldForScreen(state: CaseState, step: ScreenStep): boolean {
  return isRequired(state) && !isScreened(state, step, null);
}

/** @throws DomainError SCREEN_MISSING (FLOW-1, A19), where the policy requires the order */
export function assertScreened(state: CaseState, step: ScreenStep, at: Instant): void {
  if (!isRequired(state) || isScreened(state, step, at)) return;
  const isFirst = step === 'first';
  throw new DomainError(
    'SCREEN_MISSING',
    'FLOW-1',
    isFirst
      ? 'Immediate concerns are looked for before eligibility.'
      : 'Immediate concerns are looked for again between consent and registration.',
    {
      inputs: { screen: step },
      remedy: isFirst
        ? 'Ask about health, safety and care for the night first, and record the urgent screen.'
        : 'Ask about health, safety and care for the night again, and record the urgent screen.',
    },
  );
}
