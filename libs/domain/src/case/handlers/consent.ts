import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import { assertMayConsent } from '../consent-age.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import { revokeUncovered } from '../transfers.js';
import type { ConsentScope, ConsentState, ServiceType } from '../vocabulary/first-contact.js';
import { awaitAssignmentAgain } from './intake.js';
import { assertNotBefore, contentOf, intakeMoment, type Handler } from './support.js';

/** CONS-1, CONS-2, CONS-4: each scope by itself; refused without a ground, nothing that identifies is kept. */
export const recordConsent: Handler<'recordConsent'> = (recorder, { occurredAt, payload }) => {
  const { content: _, proposedGround, ...scopes } = payload;
  const { state } = recorder;
  const agreed = scopes.participate && scopes.storeData;
  assertNotBefore(occurredAt, state.identifiedAt, 'the child was identified');
  if (agreed && proposedGround !== undefined) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'CONS-3', 'A ground to act without consent goes with a refusal only.', {
      field: '/payload/proposedGround',
      remedy: 'Leave the ground out when consent is given.',
    });
  }
  if (agreed) assertMayConsent(state, state.birth, scopes, occurredAt);
  recorder.emit('ConsentRecorded', occurredAt, { ...scopes, ...contentOf(payload) });
  if (state.episode > 0) return recordAnew(recorder, occurredAt);
  if (agreed) return awaitAssignmentAgain(recorder, state, occurredAt);
  // CONS-3: an invitation that is refused again neither undoes the supervisor's decision nor forestalls it.
  if (isWithoutConsent(state) || state.withoutConsent !== null) return;
  if (proposedGround === undefined) {
    recorder.emit('IntakeEnded', intakeMoment(recorder.state, occurredAt), {
      as: 'refused',
      storageAgreed: scopes.storeData,
    });
  } else {
    recorder.emit('WithoutConsentProposed', occurredAt, { ground: proposedGround, ...contentOf(payload) });
  }
};

/** CONS-4: a supervisor has authorised acting on another legal basis. */
export function isWithoutConsent({ legalBasis }: Pick<CaseState, 'legalBasis'>): boolean {
  return legalBasis !== null && legalBasis !== 'consent';
}

/** A new form replaces the old one: what it no longer covers is recalled like a withdrawal. */
function recordAnew(recorder: Recorder, occurredAt: Instant): void {
  revokeUncovered(recorder, occurredAt);
  const recalled = openReferrals(recorder.state, (service) => !allows(recorder.state, service));
  if (recalled.length === 0) return;
  const services = recalled.map(({ service }) => service);
  const recalledReferralIds = recalled.map(({ referralId }) => referralId);
  recorder.emit('ConsentWithdrawn', occurredAt, { scopes: ['services'], services, recalledReferralIds });
}

/** CONS-5: whether facts for this service may leave. */
export function allows({ consent }: CaseState, service: ServiceType): boolean {
  return consent?.services?.includes(service) === true;
}

function openReferrals(state: CaseState, affects: (service: ServiceType) => boolean) {
  return Object.values(state.referrals).filter(
    ({ status, service, overridden }) =>
      (status === 'sent' || status === 'accepted') && !overridden && affects(service),
  );
}

/** Without taking part or storing data nothing else can stand. */
const WHOLE: readonly ConsentScope[] = ['participate', 'storeData'];
const DEPENDENT: readonly ConsentScope[] = ['services', 'caseTransfer', 'unhcr', 'tracing'];

function isGiven(consent: ConsentState, scope: ConsentScope): boolean {
  return scope === 'services' ? (consent.services ?? []).length > 0 : consent[scope] === true;
}

/** CONS-6: sharing stops from that moment; open referrals under the scope are flagged for recall. */
export const withdrawConsent: Handler<'withdrawConsent'> = (recorder, { occurredAt, payload }) => {
  const { consent } = recorder.state;
  if (consent === null) {
    throw new DomainError('NOTHING_PENDING', 'CONS-6', 'No consent is recorded that could be withdrawn.', {
      remedy: 'Record the consent, or its refusal, first.',
    });
  }
  assertNotBefore(occurredAt, consent.recordedAt, 'the consent was given');
  const { scopes } = payload;
  if (!scopes.some((scope) => isGiven(consent, scope))) {
    throw new DomainError('NOTHING_PENDING', 'CONS-6', 'What is withdrawn was not agreed to.', {
      field: '/payload/scopes',
      remedy: 'See the consent of the case for what is agreed to.',
    });
  }
  const isWhole = scopes.some((scope) => WHOLE.includes(scope));
  const given = consent.services ?? [];
  const touched = isWhole ? given : scopes.includes('services') ? (payload.services ?? given) : [];
  const recalled = openReferrals(recorder.state, (service) => touched.includes(service));
  const recalledReferralIds = recalled.map(({ referralId }) => referralId);
  const withdrawn = isWhole ? [...new Set([...scopes, ...DEPENDENT])] : scopes;
  const data = { scopes: withdrawn, services: touched, recalledReferralIds };
  recorder.emit('ConsentWithdrawn', occurredAt, { ...data, ...contentOf(payload) });
  revokeUncovered(recorder, occurredAt);
};
