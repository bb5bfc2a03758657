import { emergencyAccessesOf } from '../access/emergency.js';
import type { Instant } from '../time/instant.js';
import type { CaseEvent } from './events.js';
import type { CaseState } from './state.js';
import type { EmergencyAccess } from './vocabulary/emergency-access.js';

function withAccess(state: CaseState, accessId: string, change: Partial<EmergencyAccess>): CaseState {
  const known = state.emergencyAccesses?.[accessId];
  if (known === undefined) return state;
  return { ...state, emergencyAccesses: { ...state.emergencyAccesses, [accessId]: { ...known, ...change } } };
}

/** TR-7: with the case goes every look into it. */
function allEnded(state: CaseState, at: Instant): CaseState {
  return emergencyAccessesOf(state)
    .filter(({ endedAt }) => endedAt === null)
    .reduce((changed, { accessId }) => withAccess(changed, accessId, { endedAt: at }), state);
}

/** Files that were opened in an emergency. */
export function evolveEmergency(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'EmergencyAccessOpened': {
      const { accessId, reason, until } = event.data;
      const { personId, agencyId = '' } = event.actor;
      const access: EmergencyAccess = {
        ...{ accessId, personId, agencyId, reason, openedAt: event.occurredAt, until },
        ...{ endedAt: null, reviewedBy: null, justified: null },
      };
      return { ...state, emergencyAccesses: { ...state.emergencyAccesses, [accessId]: access } };
    }
    case 'EmergencyAccessEnded':
      return withAccess(state, event.data.accessId, { endedAt: event.occurredAt });
    case 'EmergencyAccessReviewed': {
      const { accessId, justified } = event.data;
      const known = state.emergencyAccesses?.[accessId];
      const endedAt = justified ? (known?.endedAt ?? null) : (known?.endedAt ?? event.occurredAt);
      return withAccess(state, accessId, { reviewedBy: event.actor.personId, justified, endedAt });
    }
    case 'TransferAccepted':
      return allEnded(state, event.recordedAt);
    default:
      return state;
  }
}
