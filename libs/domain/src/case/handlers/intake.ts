import { DomainError } from '../../errors.js';
import { highestLevel, type PolicySnapshot } from '../../policy/policy.js';
import type { Instant, LocalDate } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { CommandOf } from '../commands.js';
import { openImmediateConcerns } from '../gates.js';
import { assertMayConsent } from '../consent-age.js';
import type { Recorder } from '../recorder.js';
import { takeOverPlace } from './policy-adoption.js';
import { assertOwnLoad } from './responsibility.js';
import type { CaseState } from '../state.js';
import { assertScreened } from '../urgent-screen.js';
import type { EligibilityExit } from '../vocabulary/first-contact.js';
import {
  assertRatings,
  assertNotBefore,
  assertReason,
  contentOf,
  encounterOf,
  policyOf,
  intakeMoment,
  type Handler,
} from './support.js';

export const identifyChild: Handler<'identifyChild'> = (recorder, { actor, occurredAt, payload }) => {
  const { source, owner, policy, unassigned, urgent, preference } = payload;
  if (actor.agencyId !== owner.agencyId) {
    throw new DomainError('NOT_PERMITTED', 'SPEC-2', 'A case starts in the agency of the person who records it.', {
      field: '/payload/owner/agencyId',
      remedy: 'Register the child in your own agency; another agency receives it by transfer.',
    });
  }
  const open = unassigned === true ? { unassigned } : {};
  const wish = preference === undefined ? {} : { preference };
  recorder.emit('CaseIdentified', occurredAt, { source, owner, policy, ...open, ...wish, ...contentOf(payload) });
  if (unassigned === true) recorder.emit('AssignmentAwaited', occurredAt, { urgent: urgent === true });
};

/** FLOW-2: an intake that had ended and goes on after all looks for a caseworker again. */
export function awaitAssignmentAgain(recorder: Recorder, before: CaseState, occurredAt: Instant): void {
  const isAwaited = Object.values(before.obligations).some(
    (duty) => duty.kind === 'assignment' && duty.status === 'open',
  );
  if (!before.unassigned || isAwaited) return;
  const at = intakeMoment(before, occurredAt);
  recorder.emit('AssignmentAwaited', at, { urgent: openImmediateConcerns(before, at).length > 0 });
}

/** Eligibility flow 4.1: questions 1 to 3 decide; unsure about age counts as a child. */
export const answerEligibility: Handler<'answerEligibility'> = (recorder, { occurredAt, payload }) => {
  const { content: _, ...answers } = payload;
  const { state } = recorder;
  assertNotBefore(occurredAt, state.identifiedAt, 'the child was identified');
  assertScreened(state, 'first', occurredAt);
  const exit = exitOf(answers);
  const data = { ...answers, eligible: exit === 'taken_in', exit, ...contentOf(payload) };
  recorder.emit('EligibilityAnswered', occurredAt, data);
  if (exit === 'taken_in') return awaitAssignmentAgain(recorder, state, occurredAt);
  recorder.emit('IntakeEnded', intakeMoment(recorder.state, occurredAt), { as: 'not_eligible', storageAgreed: false });
  if (exit !== 'adult' || payload.childrenAtRisk !== true) return;
  recorder.emit('AdviceRecorded', occurredAt, { topics: ['children_at_risk_liaison'], service: null });
};

type Answers = Omit<CommandOf<'answerEligibility'>['payload'], 'content'>;

/** 4.1, A18: no to question 2 or 3 does not take in and goes to question 4. */
function exitOf({ isChild, harmedOrAtRisk, needsCaseworker, needsServices }: Answers): EligibilityExit {
  if (isChild === 'no') return 'adult';
  if (harmedOrAtRisk && needsCaseworker) return 'taken_in';
  return needsServices ? 'service_link' : 'community';
}

/** 4.1: whoever is not taken in is told where to turn, or linked to a service with consent. */
export const recordAdvice: Handler<'recordAdvice'> = (recorder, { occurredAt, payload }) => {
  const { topics, service = null, consentGiven } = payload;
  if (topics.includes('service_link') && (service === null || consentGiven !== true)) {
    const field = service === null ? '/payload/service' : '/payload/consentGiven';
    throw new DomainError('FIELD_MISSING', 'SPEC-4.1', 'A link needs the service and the consent to be linked.', {
      field,
      remedy: 'Name the service and record the consent.',
    });
  }
  recorder.emit('AdviceRecorded', occurredAt, { topics, service, ...contentOf(payload) });
};

/** CLOSE-6, A66: an estimated date only prompts a check. */
export const recordBirth: Handler<'recordBirth'> = (recorder, { occurredAt, payload }) => {
  const { bornOn, estimated } = payload;
  assertBorn(policyOf(recorder.state), bornOn, occurredAt);
  recorder.emit('BirthRecorded', occurredAt, { bornOn, estimated, ...contentOf(payload) });
};

/** Section 7, IM-4: codes that numbers are broken down by; no more than is needed for that. */
export const recordProfile: Handler<'recordProfile'> = (recorder, { occurredAt, payload }) => {
  recorder.emit('ProfileRecorded', occurredAt, { ...payload.profile, ...contentOf(payload) });
};

function assertBorn(policy: PolicySnapshot, bornOn: LocalDate, at: Instant): void {
  if (bornOn <= localDateOf(policy.zone, at)) return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'TIME-1', 'The date of birth lies in the future.', {
    field: '/payload/bornOn',
    remedy: 'Check the date of birth.',
  });
}

export const recordNote: Handler<'recordNote'> = (recorder, { occurredAt, payload }) => {
  assertReason(payload, 'what happened', 'SPEC-5');
  recorder.emit('NoteRecorded', occurredAt, { subject: payload.subject ?? null, ...contentOf(payload) });
};

/** FLOW-1: eligibility and consent come before registration; RISK-1: the level follows from the concerns. */
export const registerCase: Handler<'registerCase'> = (recorder, { actor, occurredAt, payload }) => {
  takeOverPlace(recorder, occurredAt, payload.policy);
  const { state } = recorder;
  if (state.legalBasis === null) {
    throw new DomainError('CONSENT_MISSING', 'FLOW-1', 'Consent to take part and to store data is not recorded.', {
      remedy: 'Record the consent of the child or caregiver first.',
    });
  }
  assertNotBefore(occurredAt, state.legalBasisSince, 'the consent was given');
  assertScreened(state, 'second', occurredAt);
  if (payload.concerns.length === 0) {
    throw new DomainError(
      'FIELD_MISSING',
      'RISK-1',
      'Name at least one concern; its level gives the level of the case.',
      {
        field: '/payload/concerns',
        remedy: 'Rate at least one concern of the catalogue.',
      },
    );
  }
  assertRatings(state, payload.concerns, '/payload/concerns');
  const { caseCode, concerns, preference, bornOn, birthEstimated, profile } = payload;
  const birth = bornOn === undefined ? null : { bornOn, estimated: birthEstimated === true || state.ageUnsure };
  if (birth !== null) assertBorn(policyOf(state), birth.bornOn, occurredAt);
  if (state.legalBasis === 'consent' && state.consent !== null) {
    assertMayConsent(state, birth, state.consent, state.consent.recordedAt, '/payload/bornOn');
  }
  const level = highestLevel(
    policyOf(state),
    concerns.map((concern) => concern.level),
  );
  const wish = preference === undefined ? {} : { preference };
  // Who was given the case above the limit does not need the same override twice.
  const load = state.overLimit ? {} : assertOwnLoad(state, actor, payload);
  const data = { caseCode, concerns, level, ...wish, ...load, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('CaseRegistered', occurredAt, data);
  if (birth !== null) recorder.emit('BirthRecorded', occurredAt, birth);
  if (profile !== undefined) recorder.emit('ProfileRecorded', occurredAt, profile);
};

/** TIME-6: a fact of its own, since it is often entered later than the registration. */
export const recordEncounterEnd: Handler<'recordEncounterEnd'> = (recorder, { occurredAt, payload }) => {
  assertNotBefore(occurredAt, recorder.state.identifiedAt, 'the child was identified');
  const known = recorder.state.facts.some(
    (fact) => fact.type === 'EncounterEnded' && fact.data.encounterId === payload.encounterId,
  );
  if (known) {
    throw new DomainError('ALREADY_PENDING', 'TIME-6', 'The end of this encounter is already recorded.', {
      field: '/payload/encounterId',
      remedy: 'Check the encounter; each one ends once.',
    });
  }
  recorder.emit('EncounterEnded', occurredAt, { encounterId: payload.encounterId });
};
