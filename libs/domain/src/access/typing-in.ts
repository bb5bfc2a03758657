import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';

/** Who types a case in from its beginning, and for whom. */
export interface TypedIn {
  readonly personId: string;
  readonly startsAt: Instant;
  readonly recordedAt: Instant;
  readonly assignedBy: string;
}

interface Recorded {
  readonly seq: number;
  readonly actor: Actor;
  readonly recordedAt: Instant;
}

/** Section 2: data entry is assigned to each case that it types in, by whoever wrote it, from its first event on. */
export function typedIn(events: readonly Recorded[]): TypedIn | null {
  const [first] = events;
  if (first?.seq !== 1) return null;
  const { actor, recordedAt } = first;
  if (actor.role !== 'DE' || actor.authoredBy === undefined) return null;
  return { personId: actor.personId, startsAt: recordedAt, recordedAt, assignedBy: actor.authoredBy };
}
