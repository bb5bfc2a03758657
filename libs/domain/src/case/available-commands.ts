import type { Actor } from '../access/actor.js';
import { isPermitted } from '../access/permissions.js';
import type { CommandType } from './commands.js';
import { ALLOWED_AFTER_DEATH, ALWAYS, BLOCKED_BY_IMMEDIATE_CONCERN, isAllowedIn, LIFECYCLE } from './lifecycle.js';
import { PENDING_WORK } from './pending-work.js';
import type { CaseState } from './state.js';

/** UA-2, A62: what an open immediate concern or a death keeps from being done now. An honest late entry still can be. */
function isHeldBack({ death, immediateConcerns }: CaseState, type: CommandType): boolean {
  if (death !== null) return !ALLOWED_AFTER_DEATH.has(type);
  const isOpen = Object.values(immediateConcerns).some(({ addressedAt }) => addressedAt === null);
  return isOpen && BLOCKED_BY_IMMEDIATE_CONCERN.has(type);
}

/** Section 2: data entry is shown what it could transcribe for the caseworker. */
function forCaseworker({ owner }: CaseState, actor: Actor): Actor {
  if (actor.role !== 'DE' || actor.authoredBy !== undefined || owner === null) return actor;
  return { ...actor, authoredBy: owner.caseworkerId };
}

/** What this person can do with this case now, over the same tables that `decide` reads. */
export function availableCommands(state: CaseState, asking: Actor): CommandType[] {
  const actor = forCaseworker(state, asking);
  const candidates = new Set<CommandType>([...LIFECYCLE[state.stage].commands, ...ALWAYS]);
  return [...candidates].filter(
    (type) =>
      isAllowedIn(state.stage, type) &&
      isPermitted(state, actor, type) &&
      !isHeldBack(state, type) &&
      (PENDING_WORK[type]?.(state, actor) ?? true),
  );
}
