import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { approvalWayOf, highestLevel } from '../../policy/policy.js';
import { localDateOf } from '../../time/zone.js';
import type { Instant } from '../../time/instant.js';
import { asItHappened } from '../alarms.js';
import { assertClosureGate, CLOSURE_RULES, owesFinalReview } from '../closure-gate.js';
import type { ClosureReason } from '../commands.js';
import { workingStage } from '../evolve-facts.js';
import { workersOf } from '../notices.js';
import type { CaseState, ClosureRequest } from '../state.js';
import { conferenceAgreesToClosure } from './conference.js';
import { assertOwnLoad } from './responsibility.js';
import {
  assertNotBefore,
  assertRatings,
  assertReason,
  contentOf,
  encounterOf,
  episodeStart,
  policyOf,
  type Handler,
} from './support.js';

/** 3.10, A61, A62, A78: one request at a time; what it lacks is said before anybody has to decide. */
export const requestClosure: Handler<'requestClosure'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { reason, checks, evidence = {} } = payload;
  if (state.closureRequest !== null) {
    throw new DomainError('ALREADY_PENDING', 'A62', 'A closure of this case already waits for a decision.', {
      inputs: { reason: state.closureRequest.reason },
      remedy:
        'Wait until it is approved or returned. When the child has died, record the death: it replaces the request.',
    });
  }
  assertNotBefore(occurredAt, state.planConcludedAt ?? episodeStart(state), 'the plan was concluded');
  if (CLOSURE_RULES[reason].reasonText) assertReason(payload, 'why the case is closed', 'SPEC-3.10');
  assertClosureGate(state, { reason, checks, evidence }, occurredAt);
  const data = { reason, checks, evidence, from: state.stage, ...contentOf(payload) };
  recorder.emit('ClosureRequested', occurredAt, data);
};

function pendingRequest(state: CaseState): ClosureRequest {
  if (state.closureRequest !== null) return state.closureRequest;
  throw new DomainError('NOTHING_PENDING', 'CLOSE-1', 'No closure is waiting for a decision.', {
    remedy: 'The caseworker requests the closure first.',
  });
}

/** CLOSE-1, A61: gates are checked again; who works with the child is told of the decision (3.4). */
export const approveClosure: Handler<'approveClosure'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  const request = pendingRequest(state);
  const { reason } = request;
  assertNotOwnWork(actor, request.requestedBy, 'closure');
  assertNotBefore(occurredAt, request.requestedAt, 'the request');
  assertClosureGate(state, request, occurredAt);
  assertAgreed(state, reason, occurredAt);
  if (reason === 'wish_to_stop' && payload.noGroundsAgainstWish !== true) {
    throw new DomainError('GROUND_MISSING', 'CONS-6', 'Say whether there are grounds to go against the wish.', {
      field: '/payload/noGroundsAgainstWish',
      remedy: 'Approve when there are none, otherwise return the request with the reason.',
    });
  }
  const finalReview = owesFinalReview(reason, payload.finalReview);
  const personIds = workersOf(state, actor.personId);
  recorder.emit('CaseClosed', occurredAt, { reason, finalReview, ...contentOf(payload) });
  if (personIds.length > 0) recorder.emit('WorkersNotified', occurredAt, { notice: 'case_closed', personIds });
};

/** CLOSE-1, RISK-9: at the level of the moment of the decision, whatever it is when the decision is entered. */
function assertAgreed(state: CaseState, reason: ClosureReason, at: Instant): void {
  const { level } = asItHappened(state, at);
  if (CLOSURE_RULES[reason].supervisorOnly || approvalWayOf(policyOf(state), level) === 'supervisor') return;
  if (conferenceAgreesToClosure(state)) return;
  throw new DomainError('CONFERENCE_NEEDED', 'CLOSE-1', `At level ${level} a case conference has to agree first.`, {
    inputs: { level },
    remedy: 'Hold a case conference in which all members agree to close, then sign off.',
  });
}

export const returnClosure: Handler<'returnClosure'> = (recorder, { actor, occurredAt, payload }) => {
  const request = pendingRequest(recorder.state);
  assertNotOwnWork(actor, request.requestedBy, 'closure');
  assertNotBefore(occurredAt, request.requestedAt, 'the request');
  assertReason(payload, 'why the closure is returned', 'CLOSE-1');
  const returnsTo = workingStage(recorder.state);
  recorder.emit('ClosureReturned', occurredAt, { returnsTo, ...contentOf(payload) });
};

/** RISK-5, A51: the recorded decision to keep a case without risk open. */
export const keepCaseOpen: Handler<'keepCaseOpen'> = (recorder, { occurredAt, payload }) => {
  const { obligations } = recorder.state;
  if (!Object.values(obligations).some(({ kind, status }) => kind === 'closure_decision' && status === 'open')) {
    throw new DomainError('NOTHING_PENDING', 'RISK-5', 'No decision to close or keep open is due for this case.', {
      remedy: 'It becomes due when the level falls to NO before any plan.',
    });
  }
  assertReason(payload, 'why the case is kept open', 'RISK-5');
  recorder.emit('CaseKeptOpen', occurredAt, contentOf(payload));
};

/** POST-1: not before three months after closure. */
export const holdFinalReview: Handler<'holdFinalReview'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const due = Object.values(state.obligations).find(
    ({ kind, status }) => kind === 'post_closure_review' && status === 'open',
  );
  if (due === undefined) {
    throw new DomainError('NOTHING_PENDING', 'POST-1', 'No final review is due for this case.', {
      remedy: 'It is due three months after a closure that asks for it.',
    });
  }
  const earliest = due.due.dueOn ?? '';
  if (localDateOf(policyOf(state).zone, occurredAt) < earliest) {
    throw new DomainError('TOO_EARLY', 'POST-1', `The final review is due on ${earliest}, not before.`, {
      field: '/occurredAt',
      inputs: { earliest },
      remedy: 'Keep this visit as a note; hold the final review on or after that date.',
    });
  }
  recorder.emit('FinalReviewHeld', occurredAt, contentOf(payload));
};

/** CLOSE-5, A79. */
function assertNotDied({ death, closure }: CaseState): void {
  if (death === null && closure?.reason !== 'death') return;
  throw new DomainError('NOT_REOPENABLE', 'CLOSE-5', 'A case that ended with the death of the child stays closed.', {
    inputs: { diedOn: death?.diedOn ?? null },
    remedy: 'Supervisor and manager can annul a record of death that is wrong.',
  });
}

/** REOP-1: eligibility and consent re-confirmed, a new initial level. */
export const requestReopening: Handler<'requestReopening'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  assertNotDied(state);
  if (state.reopeningRequest !== null) {
    throw new DomainError('ALREADY_PENDING', 'REOP-1', 'A re-opening of this case already waits for the supervisor.', {
      remedy: 'Wait until the supervisor approves or returns it.',
    });
  }
  assertNotBefore(occurredAt, state.closure?.closedAt ?? null, 'the closure');
  for (const field of ['eligibilityConfirmed', 'consentConfirmed'] as const) {
    if (payload[field]) continue;
    throw new DomainError('CONSENT_MISSING', 'REOP-1', 'Re-opening needs eligibility and consent confirmed anew.', {
      field: `/payload/${field}`,
      remedy: 'Confirm both with the child and family, then ask again.',
    });
  }
  if (payload.concerns.length === 0) {
    throw new DomainError('FIELD_MISSING', 'REOP-1', 'Name the concerns that give the new initial level.', {
      field: '/payload/concerns',
      remedy: 'Rate at least one concern of the catalogue.',
    });
  }
  assertRatings(state, payload.concerns, '/payload/concerns');
  const { concerns } = payload;
  recorder.emit('ReopeningRequested', occurredAt, { concerns, ...encounterOf(payload), ...contentOf(payload) });
};

/** REOP-1, CLK-7: same code, new episode, from the day of approval. */
export const approveReopening: Handler<'approveReopening'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  const request = state.reopeningRequest;
  if (request === null)
    throw new DomainError('NOTHING_PENDING', 'REOP-1', 'No re-opening is waiting for a decision.', {
      remedy: 'The caseworker asks for the re-opening first.',
    });
  assertNotOwnWork(actor, request.requestedBy, 're-opening');
  assertNotBefore(occurredAt, request.requestedAt, 'the request');
  const { concerns, encounterId } = request;
  const level = highestLevel(
    policyOf(state),
    concerns.map((concern) => concern.level),
  );
  const encounter = encounterId === null ? {} : { encounterId };
  const load = assertOwnLoad(state, actor, payload);
  const data = { episode: state.episode + 1, concerns, level, ...load, ...encounter, ...contentOf(payload) };
  recorder.emit('CaseReopened', occurredAt, data);
};

export const returnReopening: Handler<'returnReopening'> = (recorder, { occurredAt, payload }) => {
  if (recorder.state.reopeningRequest === null) {
    throw new DomainError('NOTHING_PENDING', 'REOP-1', 'No re-opening is waiting for a decision.', {
      remedy: 'The caseworker asks for the re-opening first.',
    });
  }
  assertReason(payload, 'why the re-opening is returned', 'REOP-1');
  recorder.emit('ReopeningReturned', occurredAt, contentOf(payload));
};
