import { policyAt } from '../../clocks/policy-in-time.js';
import { DomainError } from '../../errors.js';
import { rankOf, levelsOf, type PolicySnapshot } from '../../policy/policy.js';
import { laterOf, type Instant } from '../../time/instant.js';
import { categoryOf, type FineCode } from '../../risk/fine-codes.js';
import type { CommandOf, CommandType, ConcernCategory, ConcernRating, ContentRef } from '../commands.js';
import type { Fact } from '../events.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';

/** Decides one command: emits its events or throws the refusal. */
export type Handler<T extends CommandType> = (recorder: Recorder, command: CommandOf<T>) => void;

export function policyOf(state: CaseState): PolicySnapshot {
  if (state.policy === null)
    throw new DomainError('CASE_NOT_IDENTIFIED', 'FLOW-1', 'This case is not in the record.', {
      remedy: 'Identify the child first.',
    });
  return state.policy;
}

/** Keeps optional payload fields optional in events. */
export function contentOf(payload: { readonly content?: ContentRef }): { content?: ContentRef } {
  return payload.content === undefined ? {} : { content: payload.content };
}

export function encounterOf(payload: { readonly encounterId?: string }): { encounterId?: string } {
  return payload.encounterId === undefined ? {} : { encounterId: payload.encounterId };
}

/** A decision that goes against somebody's proposal says why. @throws DomainError FIELD_MISSING */
export function assertReason(payload: { readonly content?: ContentRef }, what: string, rule: string): void {
  if (payload.content !== undefined) return;
  throw new DomainError('FIELD_MISSING', rule, `Say ${what}.`, {
    field: '/payload/content',
    remedy: 'Send the reason with the form of this step.',
  });
}

/** @throws DomainError UNKNOWN_LEVEL, UNKNOWN_CONCERN */
export function assertRatings(state: CaseState, ratings: readonly ConcernRating[], field: string): void {
  const policy = policyOf(state);
  ratings.forEach(({ concernId, category, level, fineCode }, index) => {
    if (rankOf(policy, level) < 0) {
      throw new DomainError('UNKNOWN_LEVEL', 'RISK-1', `"${level}" is no risk level of this SOP.`, {
        field: `${field}/${String(index)}/level`,
        remedy: `Use one of ${levelsOf(policy).join(', ')}.`,
      });
    }
    if (category === undefined && state.concerns[concernId] === undefined) {
      throw new DomainError(
        'UNKNOWN_CONCERN',
        'RISK-1',
        'A concern that is rated for the first time needs a category.',
        {
          field: `${field}/${String(index)}/category`,
          remedy: 'Choose a category from the concern catalogue.',
        },
      );
    }
    if (fineCode === undefined) return;
    assertFineCode(fineCode, category ?? state.concerns[concernId]?.category, `${field}/${String(index)}/fineCode`);
  });
}

/** CAT-5: a finer code is rated by the criteria of the one category that it belongs to. */
function assertFineCode(fineCode: FineCode, category: ConcernCategory | undefined, field: string): void {
  const belongsTo = categoryOf(fineCode);
  if (belongsTo !== null && belongsTo === category) return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'CAT-5', 'This finer code belongs to another category of concern.', {
    field,
    inputs: { fineCode, category: category ?? null, belongsTo },
    remedy:
      belongsTo === null
        ? 'Use a code of the list, or leave it out.'
        : `Rate it under ${belongsTo}, or choose a code of this category.`,
  });
}

/** Facts of the present episode, by the order of occurrence (A58: late ones of an earlier episode stay there). */
export function episodeFacts(state: CaseState): readonly Fact[] {
  const start = state.facts.findLast(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened');
  return start === undefined ? [] : state.facts.filter(({ occurredAt }) => occurredAt >= start.occurredAt);
}

export function episodeStart(state: CaseState): Instant | null {
  return state.facts.findLast(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened')?.occurredAt ?? null;
}

/** The moment of the last fact of a type in this episode, as it happened. */
export function lastMomentOf(state: CaseState, type: Fact['type']): Instant | null {
  const moments = episodeFacts(state).flatMap((fact) => (fact.type === type ? [fact.occurredAt] : []));
  return moments.sort().at(-1) ?? null;
}

/** CLK-3, A54: when implementation started in this episode; null before. */
export function implementationStart(state: CaseState): Instant | null {
  const steps = episodeFacts(state)
    .filter(({ type }) => type === 'PlanSignedOff' || type === 'PlanActionStarted')
    .sort((a, b) => (a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1));
  let awaited = false;
  for (const { type, occurredAt } of steps) {
    const waits = policyAt(state, occurredAt).values['implementation.start_trigger'] === 'first_action';
    if (type === 'PlanSignedOff' ? !waits : waits || awaited) return occurredAt;
    awaited ||= type === 'PlanSignedOff';
  }
  return null;
}

/**
 * FLOW-2, TIME-9: when an intake ends or goes on again. A step that is entered late with an earlier date does not come
 * before what was already recorded about it, or a clock would end before it started.
 */
export function intakeMoment(state: CaseState, occurredAt: Instant): Instant {
  const turns = state.facts.filter(({ type }) => type === 'AssignmentAwaited' || type === 'IntakeEnded');
  return turns.reduce((moment, fact) => laterOf(moment, fact.occurredAt), occurredAt);
}

/** Steps have an order; an entry cannot be dated before the step it builds on. @throws DomainError OCCURRED_OUT_OF_ORDER */
export function assertNotBefore(occurredAt: Instant, earlier: Instant | null, what: string): void {
  if (earlier === null || occurredAt >= earlier) return;
  throw new DomainError('OCCURRED_OUT_OF_ORDER', 'TIME-1', `This cannot have happened before ${what}.`, {
    field: '/occurredAt',
    inputs: { earliest: earlier },
    remedy: 'Check the date and time.',
  });
}

/** A58: after a closure only what happened before it may still be entered; it undoes no decision. */
export function assertBeforeClosure(state: CaseState, occurredAt: Instant): void {
  if (state.closure === null || occurredAt < state.closure.closedAt) return;
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'A58', 'The case was closed before this happened.', {
    field: '/occurredAt',
    inputs: { closedAt: state.closure.closedAt },
    remedy: 'Record a final review, or ask for the case to be re-opened.',
  });
}

/** Whether a moment lies in an episode that a closure ended before the present one began. */
export function isInEarlierEpisode({ facts }: CaseState, at: Instant): boolean {
  const starts = facts.filter(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened');
  return starts.slice(0, -1).some((start, index) => {
    const next = starts[index + 1];
    if (next === undefined || start.occurredAt > at) return false;
    return facts.some(({ type, seq, occurredAt }) => type === 'CaseClosed' && seq < next.seq && at < occurredAt);
  });
}

/**
 * A58: an entry belongs to the present episode or, late, to an earlier one; a level is stated for the present one only.
 * @throws DomainError OCCURRED_OUT_OF_ORDER, NOT_ALLOWED_IN_STAGE, RISE_AFTER_CLOSURE
 */
export function assertInEpisode(state: CaseState, occurredAt: Instant, ratings: readonly ConcernRating[]): void {
  if (!isInEarlierEpisode(state, occurredAt)) {
    assertNotBefore(occurredAt, episodeStart(state), 'the registration');
    assertBeforeClosure(state, occurredAt);
    return;
  }
  if (ratings.length === 0) return;
  throw new DomainError('RISE_AFTER_CLOSURE', 'A58', 'A level cannot be entered for an episode that is closed.', {
    field: '/payload/ratings',
    inputs: { episode: state.episode },
    remedy: 'Enter it without the rating, and rate the concern as it is now.',
  });
}

/** PLAN-2, CLK-6: no review and no action of a plan before one is signed off, whatever else is being decided. */
export function assertImplementing(state: CaseState): void {
  if (state.implementationStarted) return;
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'PLAN-2', 'No plan is signed off yet.', {
    inputs: { stage: state.stage },
    remedy: 'Agree the plan and have it signed off first.',
  });
}
