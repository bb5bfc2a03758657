import { DomainError } from '../../errors.js';
import { listOf, numberOf, type PolicySnapshot } from '../../policy/policy.js';
import type { Instant } from '../../time/instant.js';
import { cardAlertFor } from '../../urgent/card.js';
import { hoursSinceIncident } from '../../urgent/windows.js';
import type { CommandPayloads } from '../commands.js';
import type { EventOf } from '../events.js';
import type { CaseState } from '../state.js';
import type { ImmediateConcernType, Incident } from '../vocabulary/first-contact.js';
import { assertNotBefore, assertReason, contentOf, encounterOf, policyOf, type Handler } from './support.js';

/** UA-1, UA-2: at any time, before everything else. */
export const raiseImmediateConcern: Handler<'raiseImmediateConcern'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const policy = policyOf(state);
  const { immediateConcernId, type, incident = null, area } = payload;
  assertNotBefore(occurredAt, state.identifiedAt, 'the child was identified');
  if (!listOf(policy, 'urgent.types').includes(type)) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'UA-1', 'This SOP does not know that kind of immediate concern.', {
      field: '/payload/type',
      remedy: `Use one of ${listOf(policy, 'urgent.types').join(', ')}.`,
    });
  }
  if (state.immediateConcerns[immediateConcernId] !== undefined) {
    throw new DomainError('ALREADY_USED', 'UA-1', 'An immediate concern with this id is already recorded.', {
      field: '/payload/immediateConcernId',
      remedy: 'Use another id for a new concern.',
    });
  }
  const urgent = incident === null || isUrgentIncident(policy, type, incident, occurredAt);
  const cardAlert = area === undefined ? null : cardAlertFor(policy, area, occurredAt);
  const data = { immediateConcernId, type, incident, urgent, cardAlert };
  recorder.emit('ImmediateConcernRaised', occurredAt, { ...data, ...encounterOf(payload), ...contentOf(payload) });
};

/** CAT-4, UA-6: sexual violence is a health concern, whatever else it is besides. */
function isUrgentIncident(
  policy: PolicySnapshot,
  type: ImmediateConcernType,
  incident: Incident,
  at: Instant,
): boolean {
  if (type !== 'health') {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'CAT-4', 'The hours since sexual violence go with health care.', {
      field: '/payload/incident',
      inputs: { type },
      remedy: 'Raise a health concern with the incident, and the other concern beside it.',
    });
  }
  const hours = hoursSinceIncident(policy, incident, at);
  if (hours < 0) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'UA-7', 'The incident cannot lie after the moment it was told.', {
      field: '/payload/incident',
      remedy: 'Check the date and time of the incident.',
    });
  }
  return hours <= numberOf(policy, 'sv.urgent_hours');
}

/** UA-3, UA-4: what lifts the gate; facts are never refused, only entries that do not say what was done. */
export const addressImmediateConcern: Handler<'addressImmediateConcern'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { immediateConcernId, by, accompanied = false } = payload;
  const known = state.immediateConcerns[immediateConcernId];
  if (known === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'UA-3', 'No immediate concern with this id is recorded.', {
      field: '/payload/immediateConcernId',
      remedy: 'Check the id, or raise the concern first.',
    });
  }
  const same = answersTo(state, immediateConcernId).find((fact) => fact.data.by === by);
  if (same !== undefined && same.occurredAt <= occurredAt) {
    throw new DomainError('ALREADY_PENDING', 'UA-3', 'This immediate concern was already addressed in this way.', {
      field: '/payload/immediateConcernId',
      inputs: { by, addressedAt: same.occurredAt },
      remedy: 'Raise a new immediate concern if the child is in danger again.',
    });
  }
  assertNotBefore(occurredAt, known.raisedAt, 'the concern was found');
  assertSaysEnough(state, payload);
  const data = { immediateConcernId, by, accompanied, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('ImmediateConcernAddressed', occurredAt, data);
};

/** A70: a gate that is lifted leaves UA-4 to be met, so another answer may follow the first one. */
function answersTo(state: CaseState, immediateConcernId: string): EventOf<'ImmediateConcernAddressed'>[] {
  return state.facts.filter(
    (fact): fact is EventOf<'ImmediateConcernAddressed'> =>
      fact.type === 'ImmediateConcernAddressed' && fact.data.immediateConcernId === immediateConcernId,
  );
}

function assertSaysEnough(state: CaseState, payload: CommandPayloads['addressImmediateConcern']): void {
  const { by, placeNamed, noGroundToOverride, referralId } = payload;
  if (by === 'interim_care' && placeNamed !== true) {
    throw new DomainError('FIELD_MISSING', 'UA-4', 'Interim care needs a named place for the night.', {
      field: '/payload/placeNamed',
      remedy: 'Name the place in the form of this step.',
    });
  }
  if (by === 'referral_accepted' && referralId !== undefined) assertAccepted(state, referralId);
  if (by !== 'informed_refusal') return;
  if (noGroundToOverride !== true) {
    throw new DomainError('GROUND_MISSING', 'UA-3', 'A refusal ends it only when no ground allows to act against it.', {
      field: '/payload/noGroundToOverride',
      remedy: 'Check the grounds with the supervisor; act if one exists.',
    });
  }
  assertReason(payload, 'who refused and why', 'UA-3');
}

function assertAccepted({ referrals }: CaseState, referralId: string): void {
  const status = referrals[referralId]?.status ?? null;
  if (status === 'accepted' || status === 'done') return;
  throw new DomainError('UNKNOWN_REFERENCE', 'UA-3', 'No accepted referral with this id is recorded.', {
    field: '/payload/referralId',
    inputs: { status },
    remedy: 'Record the answer of the service first, or how the child reached it.',
  });
}
