import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { approvalWayOf, highestLevel } from '../../policy/policy.js';
import { localDateOf } from '../../time/zone.js';
import { assertClosureGate, CLOSURE_RULES } from '../closure-gate.js';
import { workingStage } from '../evolve-facts.js';
import type { CaseState, ClosureRequest } from '../state.js';
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

/** A62: one request at a time. */
export const requestClosure: Handler<'requestClosure'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { reason, checks } = payload;
  assertNotBefore(occurredAt, state.planConcludedAt ?? episodeStart(state), 'the plan was concluded');
  assertClosureGate(state, reason, checks, occurredAt);
  recorder.emit('ClosureRequested', occurredAt, { reason, checks, from: state.stage, ...contentOf(payload) });
};

function pendingRequest(state: CaseState): ClosureRequest {
  if (state.closureRequest !== null) return state.closureRequest;
  throw new DomainError('NOTHING_PENDING', 'CLOSE-1', 'No closure is waiting for a decision.', {
    remedy: 'The caseworker requests the closure first.',
  });
}

/** CLOSE-1, RISK-9, A61: by the level at the moment of the decision; gates are checked again. */
export const approveClosure: Handler<'approveClosure'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  const request = pendingRequest(state);
  assertNotOwnWork(actor, request.requestedBy, 'closure');
  assertNotBefore(occurredAt, request.requestedAt, 'the request');
  const rule = CLOSURE_RULES[request.reason];
  if (!rule.supervisorOnly && approvalWayOf(policyOf(state), state.level) === 'conference') {
    throw new DomainError(
      'CONFERENCE_NEEDED',
      'CLOSE-1',
      `At level ${state.level} a case conference has to agree first.`,
      {
        inputs: { level: state.level },
        remedy: 'Hold a case conference in which all members agree to close, then sign off.',
      },
    );
  }
  assertClosureGate(state, request.reason, request.checks, occurredAt);
  const finalReview =
    rule.finalReview === 'per_supervisor' ? payload.finalReview !== false : rule.finalReview === 'yes';
  recorder.emit('CaseClosed', occurredAt, { reason: request.reason, finalReview, ...contentOf(payload) });
};

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

/** REOP-1: eligibility and consent re-confirmed, a new initial level. */
export const requestReopening: Handler<'requestReopening'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
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
  const data = { episode: state.episode + 1, concerns, level, ...encounter, ...contentOf(payload) };
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
