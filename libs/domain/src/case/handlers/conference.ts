import { isPermitted } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import type { CommandOf } from '../commands.js';
import { assertNoImmediateConcern } from '../gates.js';
import type { CaseState } from '../state.js';
import type { Conference, ConferenceMember } from '../vocabulary/implementation.js';
import { assertDecidable } from './bid.js';
import { applyRatings } from './risk.js';
import {
  assertNotBefore,
  assertRatings,
  assertReason,
  contentOf,
  implementationStart,
  policyOf,
  type Handler,
} from './support.js';

function convened(state: CaseState, conferenceId: string): Conference {
  const conference = state.conferences[conferenceId];
  if (conference?.status === 'convened') return conference;
  throw new DomainError('NOTHING_PENDING', 'CONF-2', 'No such conference is convened.', {
    field: '/payload/conferenceId',
    remedy: 'Convene a conference first.',
  });
}

/** A member counts once, whoever was named twice (CONF-3). */
function assertDistinct(members: readonly ConferenceMember[]): void {
  if (new Set(members.map(({ memberId }) => memberId)).size === members.length) return;
  throw new DomainError('ALREADY_USED', 'CONF-2', 'Somebody is named twice.', {
    field: '/payload/members',
    remedy: 'Name each member once.',
  });
}

/** CONF-1. */
export const conveneConference: Handler<'conveneConference'> = (recorder, { occurredAt, payload }) => {
  const { content: _, ...called } = payload;
  if (recorder.state.conferences[called.conferenceId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'CONF-1', 'A conference with this id is already recorded.', {
      field: '/payload/conferenceId',
      remedy: 'Use another id for a new conference.',
    });
  }
  assertDistinct(called.members);
  recorder.emit('ConferenceConvened', occurredAt, { ...called, ...contentOf(payload) });
};

export const inviteToConference: Handler<'inviteToConference'> = (recorder, { occurredAt, payload }) => {
  const { conferenceId, members } = payload;
  assertDistinct(members);
  const known = convened(recorder.state, conferenceId).members.map(({ memberId }) => memberId);
  const fresh = members.filter(({ memberId }) => !known.includes(memberId));
  if (fresh.length === 0) {
    throw new DomainError('ALREADY_PENDING', 'CONF-2', 'Everybody named is already invited.', {
      field: '/payload/members',
      remedy: 'Name somebody who is not a member yet.',
    });
  }
  recorder.emit('ConferenceMembersInvited', occurredAt, { conferenceId, members: fresh, ...contentOf(payload) });
};

/** CONF-2: who disagrees says why. */
export const recordConferenceView: Handler<'recordConferenceView'> = (recorder, { actor, occurredAt, payload }) => {
  const { conferenceId, memberId, agreesToClosure = null, attended } = payload;
  const conference = convened(recorder.state, conferenceId);
  if (!conference.members.some((member) => member.memberId === memberId)) {
    throw new DomainError('UNKNOWN_REFERENCE', 'CONF-2', 'This person is no member of the conference.', {
      field: '/payload/memberId',
      remedy: 'Invite the person first.',
    });
  }
  // Who works on the case enters the views of members who cannot sign in; everybody else is a guest.
  if (actor.personId !== memberId && !isPermitted(recorder.state, actor, 'concludeConference')) {
    throw new DomainError('NOT_PERMITTED', 'SPEC-2', 'A member records the own view only.', {
      field: '/payload/memberId',
      remedy: 'Record your own view; caseworker and supervisor enter those of members who cannot.',
    });
  }
  assertNotBefore(occurredAt, conference.convenedAt, 'the conference was convened');
  if (agreesToClosure === false) assertReason(payload, 'why the member disagrees', 'CONF-2');
  const data = { conferenceId, memberId, agreesToClosure, attended, ...contentOf(payload) };
  recorder.emit('ConferenceViewRecorded', occurredAt, data);
};

/**
 * CONF-3: the chair is a supervisor, there are enough members of enough organisations, and every one of them agreed.
 * A67: an agreement answers the request that is pending; views from before it do not count.
 */
function agreesTo(state: CaseState, { members, views, chairId }: Conference): boolean {
  const policy = policyOf(state);
  const request = state.closureRequest;
  if (request === null) return false;
  const chair = members.find(({ memberId }) => memberId === chairId);
  const organisations = new Set(members.map(({ organisationId }) => organisationId));
  return (
    chair?.role === 'supervisor' &&
    members.length >= numberOf(policy, 'conference.min_members') &&
    organisations.size >= numberOf(policy, 'conference.min_orgs') &&
    members.every(({ memberId }) => {
      const view = views[memberId];
      return view?.agreesToClosure === true && view.recordedAt >= request.requestedAt;
    })
  );
}

/** CLOSE-1: whether a case conference has agreed to the closure that is requested now. */
export function conferenceAgreesToClosure({ closureRequest, conferences }: CaseState): boolean {
  if (closureRequest === null) return false;
  return Object.values(conferences).some(
    ({ status, concludedAt, agreesToClosure }) =>
      status === 'concluded' && agreesToClosure && concludedAt !== null && concludedAt >= closureRequest.requestedAt,
  );
}

/** CONF-2: the report; it may carry a review (CLK-9), a level, a determination and the agreement to close. */
export const concludeConference: Handler<'concludeConference'> = (recorder, command) => {
  const { occurredAt, payload } = command;
  const { conferenceId, outcome, childOrCaregiverPresent, nextOn = null, ratings = [], bid } = payload;
  const conference = convened(recorder.state, conferenceId);
  assertNotBefore(occurredAt, conference.convenedAt, 'the conference was convened');
  assertReason(payload, 'situation, options and reasons in the report', 'CONF-2');
  assertRatings(recorder.state, ratings, '/payload/ratings');
  if (payload.review === true) assertReviewable(recorder.state, occurredAt);
  if (bid !== undefined) assertDecidable(recorder.state, bid, occurredAt);
  recorder.emit('ConferenceConcluded', occurredAt, {
    conferenceId,
    outcome,
    childOrCaregiverPresent,
    planChange: payload.planChange === true,
    reassess: payload.reassess === true,
    nextOn,
    agreesToClosure: outcome === 'close' && agreesTo(recorder.state, conference),
    ...contentOf(payload),
  });
  if (payload.review === true) recorder.emit('ReviewHeld', occurredAt, contentOf(payload));
  if (bid !== undefined) {
    recorder.emit('BidDecided', occurredAt, { ...bid, decidedBy: 'case_conference', ...contentOf(payload) });
  }
  const confirmed = confirmsLowering(recorder.state, command, conference) ? { proposedBy: conference.convenedBy } : {};
  applyRatings(recorder, ratings, { occurredAt, sourceForm: 'conference', payload, ...confirmed });
};

/** CLK-6, UA-2: a review inside a conference is a review, with the conditions of one. */
function assertReviewable(state: CaseState, at: Instant): void {
  assertNoImmediateConcern(state, at);
  const start = implementationStart(state);
  if (start === null) {
    throw new DomainError('NOT_ALLOWED_IN_STAGE', 'CLK-6', 'There is no implementation yet that could be reviewed.', {
      field: '/payload/review',
      inputs: { stage: state.stage },
      remedy: 'Conclude the conference without a review; reviews follow once the plan is signed off.',
    });
  }
  assertNotBefore(at, start, 'implementation started');
}

/** RISK-2, PERM-1: whoever may confirm a lowering does so with the report, unless she or he called the conference. */
function confirmsLowering(
  state: CaseState,
  { actor }: CommandOf<'concludeConference'>,
  { convenedBy }: Conference,
): boolean {
  return actor.personId !== convenedBy && isPermitted(state, actor, 'confirmLowering');
}

export const cancelConference: Handler<'cancelConference'> = (recorder, { occurredAt, payload }) => {
  const { conferenceId } = payload;
  convened(recorder.state, conferenceId);
  assertReason(payload, 'why the conference is cancelled', 'CONF-2');
  recorder.emit('ConferenceCancelled', occurredAt, { conferenceId, ...contentOf(payload) });
};
