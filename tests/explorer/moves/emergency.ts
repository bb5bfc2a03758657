import type { Part } from '../world.js';
import { CONTENT, firstOf, freshId, move, type Move } from './move.js';

const open = (part: Part): Move =>
  move('opens the file in an emergency', part, 'openEmergencyAccess', ({ state }) => {
    const accessId = freshId('e', state.emergencyAccesses ?? {}, 2);
    return accessId === null ? null : { accessId, reason: 'danger_now', content: CONTENT };
  });

const end = (part: Part): Move =>
  move('shuts the file', part, 'endEmergencyAccess', ({ state }) => {
    const found = firstOf(state.emergencyAccesses ?? {}, ({ endedAt }) => endedAt === null);
    return found === null ? null : { accessId: found.accessId };
  });

const review = (part: Part, justified: boolean): Move =>
  move(`finds the emergency ${justified ? 'real' : 'unreal'}`, part, 'reviewEmergencyAccess', ({ state }) => {
    const found = firstOf(state.emergencyAccesses ?? {}, (access) => access.justified === null);
    return found === null ? null : { accessId: found.accessId, justified, content: CONTENT };
  });

/** Somebody of the agency without a part in the case looks into it; others try what they may not. */
export const EMERGENCY: readonly Move[] = [
  ...(['stranger', 'supervisor', 'receiver', 'provider'] as const).map(open),
  ...(['stranger', 'supervisor', 'caseworker'] as const).map(end),
  review('supervisor', true),
  review('supervisor', false),
  review('manager', true),
  review('stranger', true),
];
