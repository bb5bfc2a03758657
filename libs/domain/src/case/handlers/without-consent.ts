import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import type { Actor } from '../../access/actor.js';
import type { Instant } from '../../time/instant.js';
import type { CaseState } from '../state.js';
import { isWithoutConsent } from './consent.js';
import { awaitAssignmentAgain } from './intake.js';
import { assertNotBefore, assertReason, contentOf, intakeMoment, type Handler } from './support.js';

/** CONS-3: the caseworker proposes. */
export const proposeWithoutConsent: Handler<'proposeWithoutConsent'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  if (state.withoutConsent !== null) {
    throw new DomainError('ALREADY_PENDING', 'CONS-3', 'Acting without consent already waits for the supervisor.', {
      remedy: 'Wait for the decision of the supervisor.',
    });
  }
  if (isWithoutConsent(state)) {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Acting without consent is already authorised.', {
      inputs: { legalBasis: state.legalBasis },
      remedy: 'Invite the child again, and record the consent once it is given.',
    });
  }
  if (state.legalBasis === 'consent') {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Consent is given, so nothing has to be authorised.', {
      remedy: 'Go on with the consent that is recorded.',
    });
  }
  recorder.emit('WithoutConsentProposed', occurredAt, { ground: payload.ground, ...contentOf(payload) });
  awaitAssignmentAgain(recorder, state, occurredAt);
};

/** PERM-1. @throws DomainError NOTHING_PENDING, OWN_WORK */
function assertProposedByAnother({ withoutConsent }: CaseState, actor: Actor, at: Instant): void {
  if (withoutConsent === null) {
    throw new DomainError('NOTHING_PENDING', 'CONS-3', 'Nobody proposed to act without consent.', {
      remedy: 'The caseworker proposes it with the ground first.',
    });
  }
  assertNotOwnWork(actor, withoutConsent.proposedBy, 'step without consent');
  assertNotBefore(at, withoutConsent.proposedAt, 'the proposal');
}

/** CONS-3, CONS-4, A20: ground, reasons explained to the child, legal basis other than consent. */
export const authoriseWithoutConsent: Handler<'authoriseWithoutConsent'> = (recorder, command) => {
  const { actor, occurredAt, payload } = command;
  assertProposedByAnother(recorder.state, actor, occurredAt);
  const { ground, legalBasis } = payload;
  if (legalBasis === 'consent') {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'CONS-4', 'Acting without consent needs another legal basis.', {
      field: '/payload/legalBasis',
      remedy: 'Choose the legal basis that applies, such as vital interests.',
    });
  }
  assertReason(payload, 'how the reasons were explained to the child', 'CONS-3');
  const { state } = recorder;
  recorder.emit('WithoutConsentAuthorised', occurredAt, { ground, legalBasis, ...contentOf(payload) });
  if (state.episode === 0) awaitAssignmentAgain(recorder, state, occurredAt);
};

/** CONS-4: whoever had refused stays refused; whoever was not asked yet can still be asked. */
export const refuseWithoutConsent: Handler<'refuseWithoutConsent'> = (recorder, { actor, occurredAt, payload }) => {
  const { state } = recorder;
  assertProposedByAnother(state, actor, occurredAt);
  assertReason(payload, 'why no ground exists', 'CONS-3');
  recorder.emit('WithoutConsentRefused', occurredAt, contentOf(payload));
  if (state.stage !== 'CONSENT_REFUSED') return;
  const storageAgreed = state.consent?.storeData === true;
  recorder.emit('IntakeEnded', intakeMoment(recorder.state, occurredAt), { as: 'refused', storageAgreed });
};
