import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { listOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { PLAN_PARTIES } from '../commands.js';
import type { CaseState, PlanState } from '../state.js';
import { listActions } from './plan-actions.js';
import { followUpReferrals } from './referral.js';
import { applyRatings } from './risk.js';
import {
  assertImplementing,
  assertInEpisode,
  assertNotBefore,
  assertRatings,
  assertReason,
  contentOf,
  encounterOf,
  episodeFacts,
  implementationStart,
  isInEarlierEpisode,
  lastMomentOf,
  policyOf,
  type Handler,
} from './support.js';

/** CLK-1: the comprehensive assessment; later ones are re-assessments. */
export const completeAssessment: Handler<'completeAssessment'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const ratings = payload.ratings ?? [];
  assertInEpisode(state, occurredAt, ratings);
  assertRatings(state, ratings, '/payload/ratings');
  const data = { again: state.assessed, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('AssessmentCompleted', occurredAt, data);
  applyRatings(recorder, ratings, { occurredAt, sourceForm: 'assessment', payload });
};

/** CLK-2: the date on which the plan is agreed with child and family; A53: a revision needs its own sign-off. */
export const agreePlan: Handler<'agreePlan'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  if (!state.assessed) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'CLK-2', 'A plan builds on the comprehensive assessment.', {
      remedy: 'Complete the assessment first.',
    });
  }
  if (state.plan?.status === 'agreed') {
    throw new DomainError('ALREADY_PENDING', 'PLAN-2', 'The last plan still waits for the supervisor.', {
      remedy: 'Wait until it is signed off or returned.',
    });
  }
  const first = episodeFacts(state).find(({ type }) => type === 'AssessmentCompleted');
  assertNotBefore(occurredAt, first?.occurredAt ?? null, 'the assessment');
  // A53: dated before that answer, the revision would pass for signed off already, and nobody would owe its sign-off.
  assertNotBefore(occurredAt, lastAnswer(state), 'the last plan was answered');
  const { involved } = payload;
  if (PLAN_PARTIES.some((party) => !involved.includes(party))) {
    assertReason(payload, 'why child or caregiver was not involved, and what will be done to involve them', 'PLAN-1');
  }
  const revision = (state.plan?.revision ?? 0) + 1;
  recorder.emit('PlanAgreed', occurredAt, { revision, involved, ...contentOf(payload) });
  if (payload.actions !== undefined) listActions(recorder, payload.actions, revision, occurredAt);
};

function lastAnswer(state: CaseState): Instant | null {
  const answers = [lastMomentOf(state, 'PlanSignedOff'), lastMomentOf(state, 'PlanReturned')];
  return (
    answers
      .filter((moment) => moment !== null)
      .sort()
      .at(-1) ?? null
  );
}

function planAwaitingSignOff(state: CaseState): PlanState {
  if (state.plan?.status === 'agreed') return state.plan;
  throw new DomainError('NOTHING_PENDING', 'PLAN-2', 'No plan is waiting for sign-off.', {
    remedy: 'The caseworker agrees a plan with child and family first.',
  });
}

/** PLAN-2, PERM-1: the gate before implementation. */
export const signOffPlan: Handler<'signOffPlan'> = (recorder, { actor, occurredAt, payload }) => {
  const plan = planAwaitingSignOff(recorder.state);
  assertNotOwnWork(actor, plan.agreedBy, 'plan');
  assertNotBefore(occurredAt, plan.agreedAt, 'the plan was agreed');
  recorder.emit('PlanSignedOff', occurredAt, { revision: plan.revision, ...contentOf(payload) });
};

export const returnPlan: Handler<'returnPlan'> = (recorder, { actor, occurredAt, payload }) => {
  const plan = planAwaitingSignOff(recorder.state);
  assertNotOwnWork(actor, plan.agreedBy, 'plan');
  assertReason(payload, 'what has to change in the plan', 'PLAN-2');
  assertNotBefore(occurredAt, plan.agreedAt, 'the plan was agreed');
  recorder.emit('PlanReturned', occurredAt, { revision: plan.revision, ...contentOf(payload) });
};

/** CLK-5: qualifies only if somebody of the policy's list was actually reached; everything is logged. */
export const recordFollowUp: Handler<'recordFollowUp'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const ratings = payload.ratings ?? [];
  assertInEpisode(state, occurredAt, ratings);
  assertRatings(state, ratings, '/payload/ratings');
  const { reached, channel } = payload;
  const qualifies = listOf(policyOf(state), 'followup.qualifying_contacts').includes(reached);
  const invited = payload.invited === undefined ? {} : { invited: payload.invited };
  const data = { reached, channel, qualifies, ...invited, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('FollowUpRecorded', occurredAt, data);
  followUpReferrals(recorder, reached, occurredAt);
  applyRatings(recorder, ratings, { occurredAt, sourceForm: 'follow_up', payload });
};

/** CLK-6. */
export const holdReview: Handler<'holdReview'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const ratings = payload.ratings ?? [];
  if (!isInEarlierEpisode(state, occurredAt)) {
    assertImplementing(state);
    assertNotBefore(occurredAt, implementationStart(state), 'implementation started');
    const signedOff = episodeFacts(state).find(({ type }) => type === 'PlanSignedOff');
    assertNotBefore(occurredAt, signedOff?.occurredAt ?? null, 'the plan was signed off');
  }
  assertInEpisode(state, occurredAt, ratings);
  assertRatings(state, ratings, '/payload/ratings');
  recorder.emit('ReviewHeld', occurredAt, { ...encounterOf(payload), ...contentOf(payload) });
  applyRatings(recorder, ratings, { occurredAt, sourceForm: 'review', payload });
};

export const concludePlan: Handler<'concludePlan'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  assertNotBefore(occurredAt, implementationStart(state), 'implementation started');
  if (state.plan?.status !== 'signed_off') {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'PLAN-2', 'A revised plan is not signed off yet.', {
      remedy: 'Have the revision signed off, then conclude the plan.',
    });
  }
  assertNotBefore(occurredAt, lastMomentOf(state, 'PlanSignedOff'), 'the plan was signed off');
  recorder.emit('PlanConcluded', occurredAt, contentOf(payload));
};
