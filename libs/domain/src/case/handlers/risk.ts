import { authorOf } from '../../access/actor.js';
import { assertNotOwnWork } from '../../access/permissions.js';
import { timelineOf } from '../../clocks/timeline.js';
import { DomainError } from '../../errors.js';
import { firstPolicyOf } from '../../policy/adopted.js';
import { flagOf, rankOf, type RiskLevel } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import type { CommandOf, ConcernRating, SourceForm } from '../commands.js';
import { workingStage } from '../evolve-facts.js';
import { assertNoImmediateConcern } from '../gates.js';
import type { Recorder } from '../recorder.js';
import type { CaseState, Concern, LoweringProposal } from '../state.js';
import { assertLevelsOfThen } from './policy-adoption.js';
import {
  assertBeforeClosure,
  assertNotBefore,
  assertRatings,
  assertReason,
  contentOf,
  encounterOf,
  episodeStart,
  policyOf,
  type Handler,
} from './support.js';

interface RatingEntry {
  readonly occurredAt: Instant;
  readonly sourceForm: SourceForm;
  readonly payload: Parameters<typeof contentOf>[0] & Parameters<typeof encounterOf>[0];
  /** CONF-2: whose proposal a lowering is that the actor confirms with this entry. */
  readonly proposedBy?: string;
}

/** RISK-2: raising takes effect at once; lowering waits for the supervisor, unless the policy says otherwise (UA-2, A71). */
export function applyRatings(recorder: Recorder, ratings: readonly ConcernRating[], entry: RatingEntry): void {
  const policy = policyOf(recorder.state);
  const raisedFrom = recorder.state.level;
  assertLevelsOfThen(recorder.state, ratings, entry.occurredAt);
  const raised: string[] = [];
  for (const rating of ratings) {
    const known = recorder.state.concerns[rating.concernId];
    if (known?.level === rating.level) {
      if (isFiner(known, rating)) emitFiner(recorder, rating, known.level, entry);
      continue;
    }
    const lowers = known !== undefined && rankOf(policy, rating.level) < rankOf(policy, known.level);
    if (lowers) assertNoImmediateConcern(recorder.state, entry.occurredAt);
    if (lowers && entry.proposedBy !== undefined) {
      emitRating(recorder, rating, known.level, entry, entry.proposedBy, recorder.command.actor.personId);
    } else if (lowers && flagOf(policy, 'risk.lowering_needs_supervisor')) {
      const { concernId, level } = rating;
      assertOpen(recorder.state);
      const proposal = { concernId, from: known.level, to: level, sourceForm: entry.sourceForm, ...fineCodeOf(rating) };
      recorder.emit('LoweringProposed', entry.occurredAt, { ...proposal, ...contentOf(entry.payload) });
    } else {
      if (!lowers) raised.push(rating.concernId);
      emitRating(recorder, rating, known?.level ?? null, entry, authorOf(recorder.command.actor), null);
    }
  }
  afterRise(recorder, raisedFrom, raised, entry.occurredAt);
}

/** CAT-5: the level stays, and the concern is named more exactly. */
function isFiner(known: Concern, { category, fineCode }: ConcernRating): boolean {
  return fineCode !== undefined && (fineCode !== known.fineCode || (category ?? known.category) !== known.category);
}

function emitFiner(recorder: Recorder, rating: ConcernRating, level: RiskLevel, entry: RatingEntry): void {
  emitRating(recorder, rating, level, entry, authorOf(recorder.command.actor), null);
}

function fineCodeOf({ fineCode }: Pick<ConcernRating, 'fineCode'>): Pick<ConcernRating, 'fineCode'> {
  return fineCode === undefined ? {} : { fineCode };
}

/** A58: after a closure nobody can confirm a fall any more. */
function assertOpen({ closure }: CaseState): void {
  if (closure === null) return;
  throw new DomainError('NOT_ALLOWED_IN_STAGE', 'A58', 'A lower level cannot be proposed for a closed case.', {
    inputs: { closedAt: closure.closedAt },
    remedy: 'Enter it without the rating; a re-opening sets the level anew.',
  });
}

function emitRating(
  recorder: Recorder,
  rating: ConcernRating,
  from: RiskLevel | null,
  entry: RatingEntry,
  proposedBy: string,
  confirmedBy: string | null,
): void {
  recorder.emit('ConcernRated', entry.occurredAt, {
    concernId: rating.concernId,
    ...(rating.category === undefined ? {} : { category: rating.category }),
    ...fineCodeOf(rating),
    from,
    to: rating.level,
    sourceForm: entry.sourceForm,
    proposedBy,
    confirmedBy,
    ...encounterOf(entry.payload),
    ...contentOf(entry.payload),
  });
}

function levelNow(state: CaseState): RiskLevel {
  return timelineOf(firstPolicyOf(state) ?? policyOf(state), state.owner, state.facts).level;
}

/** A47, CLOSE-3, A55, A58: what a rise, of a concern or of the case's level, does to things that are pending. */
function afterRise(recorder: Recorder, before: RiskLevel, raised: readonly string[], occurredAt: Instant): void {
  const policy = policyOf(recorder.state);
  const rises = rankOf(policy, levelNow(recorder.state)) > rankOf(policy, before);
  for (const { concernId } of Object.values(recorder.state.lowerings)) {
    if (rises || raised.includes(concernId)) recorder.emit('LoweringVoided', occurredAt, { concernId });
  }
  if (!rises) return;
  const { closure, closureRequest } = recorder.state;
  if (closure !== null) {
    throw new DomainError('RISE_AFTER_CLOSURE', 'A58', 'A rise in risk cannot be entered for a closed case.', {
      remedy: 'Ask for the case to be re-opened; that sets the level anew.',
    });
  }
  if (closureRequest !== null) {
    const stage = workingStage(recorder.state);
    recorder.emit('ClosureVoided', recorder.now, { returnsTo: stage === 'STABILISING' ? 'IMPLEMENTING' : stage });
  }
  if (recorder.state.planConcludedAt !== null) {
    recorder.emit('PlanConclusionCleared', recorder.now, { returnsTo: 'IMPLEMENTING' });
  }
}

export const rateConcern: Handler<'rateConcern'> = (recorder, { occurredAt, payload }) => {
  assertNotBefore(occurredAt, episodeStart(recorder.state), 'the registration');
  assertBeforeClosure(recorder.state, occurredAt);
  assertRatings(recorder.state, [payload.rating], '/payload/rating');
  const known = recorder.state.concerns[payload.rating.concernId];
  if (known?.level === payload.rating.level && !isFiner(known, payload.rating)) {
    throw new DomainError('ALREADY_PENDING', 'RISK-8', 'The concern already has this level.', {
      field: '/payload/rating/level',
      remedy: 'Rate it again only when the level changes.',
    });
  }
  applyRatings(recorder, [payload.rating], { occurredAt, sourceForm: payload.sourceForm, payload });
};

function pendingLowering(state: CaseState, concernId: string): LoweringProposal {
  const proposal = state.lowerings[concernId];
  if (proposal !== undefined) return proposal;
  throw new DomainError('NOTHING_PENDING', 'RISK-2', 'No lowering of this concern is waiting for a decision.', {
    field: '/payload/concernId',
    remedy: 'The caseworker proposes a lower level first.',
  });
}

/** RISK-2, A33: the lower level takes effect when the supervisor confirms. */
export const confirmLowering: Handler<'confirmLowering'> = (recorder, { actor, occurredAt, payload }) => {
  const proposal = pendingLowering(recorder.state, payload.concernId);
  assertNotOwnWork(actor, proposal.proposedBy, 'lowering');
  assertNotBefore(occurredAt, proposal.proposedAt, 'the proposal');
  const rating = { concernId: proposal.concernId, level: proposal.to, ...fineCodeOf(proposal) };
  const entry = { occurredAt, sourceForm: proposal.sourceForm, payload };
  emitRating(recorder, rating, proposal.from, entry, proposal.proposedBy, actor.personId);
};

export function returnLowering(recorder: Recorder, { occurredAt, payload }: CommandOf<'returnLowering'>): void {
  const { concernId } = pendingLowering(recorder.state, payload.concernId);
  assertReason(payload, 'why the lowering is returned', 'RISK-8');
  recorder.emit('LoweringReturned', occurredAt, { concernId, ...contentOf(payload) });
}
