import { DomainError } from '../../errors.js';
import { highestLevel } from '../../policy/policy.js';
import {
  assertRatings,
  assertNotBefore,
  contentOf,
  encounterOf,
  episodeStart,
  policyOf,
  type Handler,
} from './support.js';

export const identifyChild: Handler<'identifyChild'> = (recorder, { actor, occurredAt, payload }) => {
  const { source, owner, policy } = payload;
  if (actor.agencyId !== owner.agencyId) {
    throw new DomainError('NOT_PERMITTED', 'SPEC-2', 'A case starts in the agency of the person who records it.', {
      field: '/payload/owner/agencyId',
      remedy: 'Register the child in your own agency; another agency receives it by transfer.',
    });
  }
  recorder.emit('CaseIdentified', occurredAt, { source, owner, policy, ...contentOf(payload) });
};

/** Eligibility flow 4.1: questions 1 to 3 decide; unsure about age counts as a child. */
export const answerEligibility: Handler<'answerEligibility'> = (recorder, { occurredAt, payload }) => {
  const { isChild, harmedOrAtRisk, needsCaseworker, needsServices } = payload;
  const eligible = isChild !== 'no' && harmedOrAtRisk && needsCaseworker;
  const answers = { isChild, harmedOrAtRisk, needsCaseworker, needsServices, eligible };
  recorder.emit('EligibilityAnswered', occurredAt, { ...answers, ...contentOf(payload) });
};

export const recordConsent: Handler<'recordConsent'> = (recorder, { occurredAt, payload }) => {
  const { participate, storeData } = payload;
  recorder.emit('ConsentRecorded', occurredAt, { participate, storeData, ...contentOf(payload) });
};

/** FLOW-1: eligibility and consent come before registration; RISK-1: the level follows from the concerns. */
export const registerCase: Handler<'registerCase'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  if (state.consent?.participate !== true || !state.consent.storeData) {
    throw new DomainError('CONSENT_MISSING', 'FLOW-1', 'Consent to take part and to store data is not recorded.', {
      remedy: 'Record the consent of the child or caregiver first.',
    });
  }
  if (payload.concerns.length === 0) {
    throw new DomainError(
      'FIELD_MISSING',
      'RISK-1',
      'Name at least one concern; its level gives the level of the case.',
      {
        field: '/payload/concerns',
      },
    );
  }
  assertRatings(state, payload.concerns, '/payload/concerns');
  const { caseCode, concerns } = payload;
  const level = highestLevel(
    policyOf(state),
    concerns.map((concern) => concern.level),
  );
  const data = { caseCode, concerns, level, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('CaseRegistered', occurredAt, data);
};

/** TIME-6: a fact of its own, since it is often entered later than the registration. */
export const recordEncounterEnd: Handler<'recordEncounterEnd'> = (recorder, { occurredAt, payload }) => {
  assertNotBefore(occurredAt, episodeStart(recorder.state), 'the registration');
  const known = recorder.state.facts.some(
    (fact) => fact.type === 'EncounterEnded' && fact.data.encounterId === payload.encounterId,
  );
  if (known) {
    throw new DomainError('ALREADY_PENDING', 'TIME-6', 'The end of this encounter is already recorded.', {
      field: '/payload/encounterId',
    });
  }
  recorder.emit('EncounterEnded', occurredAt, { encounterId: payload.encounterId });
};
