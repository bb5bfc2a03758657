import { DomainError } from '../../errors.js';
import { listOf, numberOf } from '../../policy/policy.js';
import { cardAlertFor } from '../../urgent/card.js';
import { hoursSinceIncident } from '../../urgent/windows.js';
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
  const hours = incident === null ? null : hoursSinceIncident(policy, incident, occurredAt);
  if (hours !== null && hours < 0) {
    throw new DomainError('VALUE_NOT_POSSIBLE', 'UA-7', 'The incident cannot lie after the moment it was told.', {
      field: '/payload/incident',
      remedy: 'Check the date and time of the incident.',
    });
  }
  const urgent = hours === null || hours <= numberOf(policy, 'sv.urgent_hours');
  const cardAlert = area === undefined ? null : cardAlertFor(policy, area, occurredAt);
  const data = { immediateConcernId, type, incident, urgent, cardAlert };
  recorder.emit('ImmediateConcernRaised', occurredAt, { ...data, ...encounterOf(payload), ...contentOf(payload) });
};

/** UA-3, UA-4: what lifts the gate; facts are never refused, only entries that do not say what was done. */
export const addressImmediateConcern: Handler<'addressImmediateConcern'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { immediateConcernId, by, accompanied = false, placeNamed, noGroundToOverride } = payload;
  const known = state.immediateConcerns[immediateConcernId];
  if (known === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'UA-3', 'No immediate concern with this id is recorded.', {
      field: '/payload/immediateConcernId',
      remedy: 'Check the id, or raise the concern first.',
    });
  }
  if (known.addressedAt !== null && known.addressedAt <= occurredAt) {
    throw new DomainError('ALREADY_PENDING', 'UA-3', 'This immediate concern was already addressed.', {
      field: '/payload/immediateConcernId',
      inputs: { addressedAt: known.addressedAt },
      remedy: 'Raise a new immediate concern if the child is in danger again.',
    });
  }
  assertNotBefore(occurredAt, known.raisedAt, 'the concern was found');
  if (by === 'interim_care' && placeNamed !== true) {
    throw new DomainError('FIELD_MISSING', 'UA-4', 'Interim care needs a named place for the night.', {
      field: '/payload/placeNamed',
      remedy: 'Name the place in the form of this step.',
    });
  }
  if (by === 'informed_refusal') {
    if (noGroundToOverride !== true) {
      throw new DomainError(
        'GROUND_MISSING',
        'UA-3',
        'A refusal ends it only when no ground allows to act against it.',
        {
          field: '/payload/noGroundToOverride',
          remedy: 'Check the grounds with the supervisor; act if one exists.',
        },
      );
    }
    assertReason(payload, 'who refused and why', 'UA-3');
  }
  const data = { immediateConcernId, by, accompanied, ...encounterOf(payload), ...contentOf(payload) };
  recorder.emit('ImmediateConcernAddressed', occurredAt, data);
};
