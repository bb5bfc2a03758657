import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import type { ConsentScope, ServiceType } from '../vocabulary/first-contact.js';
import { assertReason, contentOf, type Handler } from './support.js';

/** CONS-1, CONS-2, CONS-4: each scope by itself; refused without a ground, nothing that identifies is kept. */
export const recordConsent: Handler<'recordConsent'> = (recorder, { occurredAt, payload }) => {
  const { content: _, proposedGround, ...scopes } = payload;
  const agreed = scopes.participate && scopes.storeData;
  if (agreed && proposedGround !== undefined) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'CONS-3', 'A ground to act without consent goes with a refusal only.', {
      field: '/payload/proposedGround',
      remedy: 'Leave the ground out when consent is given.',
    });
  }
  recorder.emit('ConsentRecorded', occurredAt, { ...scopes, ...contentOf(payload) });
  if (recorder.state.episode > 0) return recordAnew(recorder, occurredAt);
  if (agreed) return;
  if (proposedGround === undefined) recorder.emit('IntakeEnded', occurredAt, { as: 'refused' });
  else recorder.emit('WithoutConsentProposed', occurredAt, { ground: proposedGround, ...contentOf(payload) });
};

/** A new form replaces the old one: what it no longer covers is recalled like a withdrawal. */
function recordAnew(recorder: Recorder, occurredAt: string): void {
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

/** CONS-6: sharing stops from that moment; open referrals under the scope are flagged for recall. */
export const withdrawConsent: Handler<'withdrawConsent'> = (recorder, { occurredAt, payload }) => {
  const { consent } = recorder.state;
  if (consent === null) {
    throw new DomainError('NOTHING_PENDING', 'CONS-6', 'No consent is recorded that could be withdrawn.', {
      remedy: 'Record the consent, or its refusal, first.',
    });
  }
  const { scopes } = payload;
  const whole: readonly ConsentScope[] = ['participate', 'storeData'];
  const all = scopes.some((scope) => whole.includes(scope));
  const touchesServices = all || scopes.includes('services');
  const given = consent.services ?? [];
  const services = touchesServices ? (all ? given : (payload.services ?? given)) : [];
  const recalledReferralIds = openReferrals(recorder.state, (service) => services.includes(service)).map(
    ({ referralId }) => referralId,
  );
  const withdrawn: readonly ConsentScope[] = all
    ? [...new Set([...scopes, 'services' as const, 'caseTransfer' as const, 'unhcr' as const, 'tracing' as const])]
    : scopes;
  const data = { scopes: withdrawn, services, recalledReferralIds, ...contentOf(payload) };
  recorder.emit('ConsentWithdrawn', occurredAt, data);
};

/** CONS-3: the caseworker proposes. */
export const proposeWithoutConsent: Handler<'proposeWithoutConsent'> = (recorder, { occurredAt, payload }) => {
  const { withoutConsent, legalBasis } = recorder.state;
  if (withoutConsent !== null) {
    throw new DomainError('ALREADY_PENDING', 'CONS-3', 'Acting without consent already waits for the supervisor.', {
      remedy: 'Wait for the decision of the supervisor.',
    });
  }
  if (legalBasis !== null && recorder.state.consent?.participate === true) {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Consent is given, so nothing has to be authorised.', {
      remedy: 'Go on with the consent that is recorded.',
    });
  }
  recorder.emit('WithoutConsentProposed', occurredAt, { ground: payload.ground, ...contentOf(payload) });
};

/** CONS-3, CONS-4, PERM-1: ground, reasons explained to the child, legal basis other than consent. */
export const authoriseWithoutConsent: Handler<'authoriseWithoutConsent'> = (recorder, command) => {
  const { actor, occurredAt, payload } = command;
  const { withoutConsent } = recorder.state;
  if (withoutConsent === null) {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Nobody proposed to act without consent.', {
      remedy: 'The caseworker proposes it with the ground first.',
    });
  }
  assertNotOwnWork(actor, withoutConsent.proposedBy, 'step without consent');
  if (payload.legalBasis === 'consent') {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'CONS-4', 'Acting without consent needs another legal basis.', {
      field: '/payload/legalBasis',
      remedy: 'Choose the legal basis that applies, such as vital interests.',
    });
  }
  assertReason(payload, 'how the reasons were explained to the child', 'CONS-3');
  const { ground, legalBasis } = payload;
  recorder.emit('WithoutConsentAuthorised', occurredAt, { ground, legalBasis, ...contentOf(payload) });
};

export const refuseWithoutConsent: Handler<'refuseWithoutConsent'> = (recorder, { actor, occurredAt, payload }) => {
  const { withoutConsent, episode, legalBasis } = recorder.state;
  if (withoutConsent === null) {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Nobody proposed to act without consent.', {
      remedy: 'The caseworker proposes it with the ground first.',
    });
  }
  assertNotOwnWork(actor, withoutConsent.proposedBy, 'step without consent');
  assertReason(payload, 'why no ground exists', 'CONS-3');
  recorder.emit('WithoutConsentRefused', occurredAt, contentOf(payload));
  if (episode === 0 && legalBasis === null) recorder.emit('IntakeEnded', occurredAt, { as: 'refused' });
};
