import { authorOf } from '../access/actor.js';
import type { Instant } from '../time/instant.js';
import type { ConcernRating } from './commands.js';
import type { EventOf, Fact } from './events.js';
import type { Stage } from './lifecycle.js';
import type { CaseState, Concern } from './state.js';

/** The stage that the work itself has reached, whatever is being decided about closing. */
export function workingStage(state: CaseState): Stage {
  if (state.implementationStarted) return state.planConcludedAt === null ? 'IMPLEMENTING' : 'STABILISING';
  if (state.plan !== null && state.plan.status !== 'returned') return 'PLAN_AGREED';
  return state.assessed ? 'ASSESSED' : 'REGISTERED';
}

/** A58: what is entered late for an earlier episode moves nothing in the present one. */
function isOfThisEpisode({ facts }: CaseState, { occurredAt }: Fact): boolean {
  const start = facts.findLast(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened');
  return start === undefined || occurredAt >= start.occurredAt;
}

function atWork(state: CaseState): CaseState {
  return state.stage === 'CLOSURE_REQUESTED' || state.stage === 'CLOSED'
    ? state
    : { ...state, stage: workingStage(state) };
}

function concernsFrom(ratings: readonly ConcernRating[], ratedAt: Instant): Record<string, Concern> {
  return Object.fromEntries(
    ratings.map(({ concernId, category = 'other', level, fineCode }) => {
      const finer = fineCode === undefined ? {} : { fineCode };
      return [concernId, { concernId, category, level, ratedAt, ...finer }];
    }),
  );
}

function newEpisode(state: CaseState, event: EventOf<'CaseRegistered'> | EventOf<'CaseReopened'>): CaseState {
  return {
    ...state,
    stage: 'REGISTERED',
    episode: state.episode + 1,
    level: event.data.level,
    levelSince: event.occurredAt,
    concerns: concernsFrom(event.data.concerns, event.occurredAt),
    closureRecommended: false,
    assessed: false,
    plan: null,
    implementationStarted: false,
    planConcludedAt: null,
    lowerings: {},
    closureRequest: null,
    closure: null,
    reopeningRequest: null,
  };
}

/** TIME-9: an older rating that is entered later does not replace a newer one. */
function rated(state: CaseState, event: EventOf<'ConcernRated'>): CaseState {
  const { concernId, category, to } = event.data;
  const known = state.concerns[concernId];
  const { [concernId]: _confirmed, ...lowerings } = state.lowerings;
  const rest = event.data.confirmedBy === null ? state : { ...state, lowerings };
  if (known !== undefined && known.ratedAt > event.occurredAt) return rest;
  const now = category ?? known?.category ?? 'other';
  // CAT-5: a code stays with its category.
  const fineCode = event.data.fineCode ?? (known?.category === now ? known.fineCode : undefined);
  const finer = fineCode === undefined ? {} : { fineCode };
  const concern = { concernId, category: now, level: to, ratedAt: event.occurredAt, ...finer };
  return { ...rest, concerns: { ...state.concerns, [concernId]: concern } };
}

function planned(state: CaseState, event: Fact): CaseState {
  switch (event.type) {
    case 'PlanAgreed':
      return atWork({
        ...state,
        plan: {
          revision: event.data.revision,
          status: 'agreed',
          agreedBy: authorOf(event.actor),
          agreedAt: event.occurredAt,
        },
      });
    case 'PlanSignedOff':
      return atWork({
        ...state,
        plan: state.plan && { ...state.plan, status: 'signed_off' },
        implementationStarted: true,
      });
    case 'PlanReturned':
      return atWork({ ...state, plan: state.plan && { ...state.plan, status: 'returned' } });
    case 'PlanConcluded':
      return atWork({ ...state, planConcludedAt: event.occurredAt });
    default:
      return state;
  }
}

/** A31: what clocks run by that are armed already is kept. */
function adopted(state: CaseState, { data }: EventOf<'PolicyAdopted'>): CaseState {
  const former = state.policy === null ? [] : [state.policy];
  return { ...state, policy: data.policy, formerPolicies: [...(state.formerPolicies ?? []), ...former] };
}

export function evolveFact(state: CaseState, event: Fact): CaseState {
  switch (event.type) {
    case 'CaseRegistered':
      return { ...newEpisode(state, event), caseCode: event.data.caseCode };
    case 'CaseReopened':
      return newEpisode(state, event);
    case 'AssessmentCompleted':
      return isOfThisEpisode(state, event) ? atWork({ ...state, assessed: true }) : state;
    case 'ConcernRated':
      return rated(state, event);
    case 'PlanAgreed':
    case 'PlanSignedOff':
    case 'PlanReturned':
    case 'PlanConcluded':
      return planned(state, event);
    case 'ClosureReturned':
      return { ...state, stage: event.data.returnsTo, closureRequest: null };
    case 'CaseClosed':
      return {
        ...state,
        stage: 'CLOSED',
        closureRequest: null,
        lowerings: {},
        closure: { reason: event.data.reason, closedAt: event.occurredAt },
      };
    case 'CaseReassigned':
      return { ...state, owner: event.data.to };
    case 'PolicyAdopted':
      return adopted(state, event);
    case 'CaseKeptOpen':
    case 'EncounterEnded':
    case 'FinalReviewHeld':
    case 'FollowUpRecorded':
    case 'PlanActionStarted':
    case 'ReviewHeld':
      return state;
    default:
      return state;
  }
}
