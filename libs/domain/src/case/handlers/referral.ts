import type { Actor } from '../../access/actor.js';
import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import type { ContactReached } from '../commands.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import type { Referral, ReferralRequest, ReferralStatus } from '../vocabulary/implementation.js';
import { allows } from './consent.js';
import { assertNotBefore, assertReason, contentOf, type Handler } from './support.js';

function unknown(rule: string): DomainError {
  return new DomainError('UNKNOWN_REFERENCE', rule, 'No referral with this id is recorded.', {
    field: '/payload/referralId',
    remedy: 'Check the id of the referral, or record the referral first.',
  });
}

function referralIn(state: CaseState, referralId: string, ...statuses: readonly ReferralStatus[]): Referral {
  const referral = state.referrals[referralId];
  if (referral === undefined) throw unknown('REF-1');
  if (statuses.includes(referral.status)) return referral;
  throw new DomainError('NOTHING_PENDING', 'REF-1', `This referral is ${referral.status}.`, {
    field: '/payload/referralId',
    inputs: { status: referral.status },
    remedy: 'Look at where the referral stands; send a new one if it has ended.',
  });
}

/** PLAN-2: no referral under the plan before its sign-off; urgent ones do not wait. */
export function assertSignedOff(state: CaseState, urgent: boolean, what: string): void {
  if (urgent || state.implementationStarted || hasSignOff(state)) return;
  throw new DomainError('SIGN_OFF_MISSING', 'PLAN-2', `${what} waits for the sign-off of the plan.`, {
    inputs: { plan: state.plan?.status ?? null },
    remedy: 'Have the plan signed off; what cannot wait is recorded as urgent.',
  });
}

function hasSignOff(state: CaseState): boolean {
  return state.plan?.status === 'signed_off';
}

/** IM-5. */
function assertChannel(state: CaseState, { channel, urgent }: ReferralRequest): void {
  if (channel !== 'phone' || urgent || state.level === 'HIGH') return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'IM-5', 'The telephone is for high risk only.', {
    field: '/payload/channel',
    remedy: 'Use a protected file, a sealed envelope or the system.',
  });
}

function requestOf({ content: _, ...request }: ReferralRequest & { content?: unknown }): ReferralRequest {
  return request;
}

export const draftReferral: Handler<'draftReferral'> = (recorder, { occurredAt, payload }) => {
  if (recorder.state.referrals[payload.referralId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'REF-1', 'A referral with this id is already recorded.', {
      field: '/payload/referralId',
      remedy: 'Use another id for a new referral, or send the draft.',
    });
  }
  recorder.emit('ReferralDrafted', occurredAt, { ...requestOf(payload), ...contentOf(payload) });
};

/** REF-1, CONS-5, PLAN-2. UA-2: an urgent referral does not wait for eligibility, consent or a plan. */
export const sendReferral: Handler<'sendReferral'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  if (state.referrals[payload.referralId] !== undefined) referralIn(state, payload.referralId, 'draft');
  const request = requestOf(payload);
  assertSignedOff(state, request.urgent, 'A referral under the plan');
  assertChannel(state, request);
  const isBeforeConsent = request.urgent && state.consent === null;
  if (!isBeforeConsent && !allows(state, request.service)) {
    throw new DomainError('OUTSIDE_CONSENT', 'CONS-5', 'The consent does not cover this service.', {
      field: '/payload/service',
      inputs: { service: request.service },
      remedy: 'Ask for consent; when safety is at risk, draft the referral and have the supervisor override.',
    });
  }
  recorder.emit('ReferralSent', occurredAt, { ...request, ...contentOf(payload) });
};

/**
 * CONS-5, PERM-1: outside the scope only on immediate risk to safety; child or family are told about it and why. Such a
 * risk is an immediate need (PLAN-2) and a high one (IM-5): neither sign-off nor channel is in the way.
 */
export const overrideSharing: Handler<'overrideSharing'> = (recorder, { actor, occurredAt, payload }) => {
  const { referralId, ground } = payload;
  const referral = referralIn(recorder.state, referralId, 'draft');
  assertNotOwnWork(actor, referral.draftedBy, 'referral');
  assertReason(payload, 'the reason for sharing outside the consent', 'CONS-5');
  recorder.emit('SharingOverridden', occurredAt, { referralId, ground, ...contentOf(payload) });
  recorder.emit('ReferralSent', occurredAt, asSent(referral));
};

function asSent(referral: Referral): ReferralRequest {
  const { service, providerId, providerAgencyId, priority, channel, urgent, referralId, directoryEntryId } = referral;
  const picked = directoryEntryId === undefined ? {} : { directoryEntryId };
  return { referralId, service, providerId, providerAgencyId, priority, channel, urgent, ...picked };
}

export const explainSharing: Handler<'explainSharing'> = (recorder, { occurredAt, payload }) => {
  const referral = recorder.state.referrals[payload.referralId];
  if (referral === undefined) throw unknown('CONS-5');
  if (!referral.toExplain) {
    throw new DomainError('NOTHING_PENDING', 'CONS-5', 'There is nothing left to explain about this referral.', {
      remedy: 'Only sharing outside the consent has to be explained.',
    });
  }
  recorder.emit('SharingExplained', occurredAt, { referralId: referral.referralId, ...contentOf(payload) });
};

/** PERM-4, CONS-6: a provider deals with the own referral only, unless it is recalled, whatever others the case has. */
function assertOwnReferral(state: CaseState, actor: Actor, referralId: string): void {
  const referral = state.referrals[referralId];
  if (actor.role !== 'RFP' || (referral?.providerId === actor.personId && !referral.recall)) return;
  throw new DomainError('NOT_PERMITTED', 'PERM-4', 'A provider answers the own referrals only.', {
    field: '/payload/referralId',
    remedy: 'Ask the focal point to whom it was sent, or the caseworker.',
  });
}

/** REF-1: a rejection says why. */
export const answerReferral: Handler<'answerReferral'> = (recorder, { actor, occurredAt, payload }) => {
  const { referralId, accepted } = payload;
  assertOwnReferral(recorder.state, actor, referralId);
  const { sentAt } = referralIn(recorder.state, referralId, 'sent');
  assertNotBefore(occurredAt, sentAt, 'the referral was sent');
  if (!accepted) assertReason(payload, 'why the referral is rejected', 'REF-1');
  recorder.emit('ReferralAnswered', occurredAt, { referralId, accepted, ...contentOf(payload) });
};

/** REF-1: responsibility, level and clocks stay; the caseworker follows up with child and provider. */
export const reportReferralDone: Handler<'reportReferralDone'> = (recorder, { actor, occurredAt, payload }) => {
  assertOwnReferral(recorder.state, actor, payload.referralId);
  const { sentAt } = referralIn(recorder.state, payload.referralId, 'accepted');
  assertNotBefore(occurredAt, sentAt, 'the referral was sent');
  recorder.emit('ReferralDone', occurredAt, { referralId: payload.referralId, ...contentOf(payload) });
};

/** PERM-4: the provider's access ends. */
export const revokeReferral: Handler<'revokeReferral'> = (recorder, { occurredAt, payload }) => {
  const { sentAt } = referralIn(recorder.state, payload.referralId, 'draft', 'sent', 'accepted');
  assertNotBefore(occurredAt, sentAt, 'the referral was sent');
  assertReason(payload, 'why the referral is revoked', 'REF-1');
  recorder.emit('ReferralRevoked', occurredAt, { referralId: payload.referralId, ...contentOf(payload) });
};

/** REF-1: a contact after the end of a service is the follow-up that the caseworker owes, with child and with provider. */
export function followUpReferrals(recorder: Recorder, reached: ContactReached, at: Instant): void {
  const whom = FOLLOWED_UP[reached];
  if (whom === null) return;
  for (const { referralId, endedAt, toFollowUp } of Object.values(recorder.state.referrals)) {
    if (endedAt === null || at < endedAt || !toFollowUp.includes(whom)) continue;
    recorder.emit('ReferralFollowedUp', at, { referralId, with: whom });
  }
}

const FOLLOWED_UP: Readonly<Record<ContactReached, 'child' | 'provider' | null>> = {
  child: 'child',
  caregiver: 'child',
  provider: 'provider',
  other: null,
  nobody: null,
};
