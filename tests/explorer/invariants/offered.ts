import type { Actor, CaseState, CommandType } from '@caseward/domain';
import type { Domain } from '../world.js';

const known = new WeakMap<CaseState, Map<string, ReadonlySet<CommandType>>>();

/** What the domain offers to somebody, asked once for each state and person. */
export function offeredTo(domain: Domain, state: CaseState, actor: Actor): ReadonlySet<CommandType> {
  const offers = known.get(state) ?? new Map<string, ReadonlySet<CommandType>>();
  known.set(state, offers);
  const who = `${actor.role} ${actor.personId}`;
  const offered = offers.get(who) ?? new Set(domain.availableCommands(state, actor));
  offers.set(who, offered);
  return offered;
}
