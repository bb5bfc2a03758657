import type { CaseEvent, EventType, Instant, KnownObligation, Owner, ServiceType } from '@caseward/domain';
import type { Node, World } from '../world.js';

export type Entry<T extends EventType> = Extract<CaseEvent, { readonly type: T }>;

/** The record read anew, by other code than the domain's: what the invariants are compared with. */
export function all<T extends EventType>(events: readonly CaseEvent[], ...types: readonly T[]): Entry<T>[] {
  return events.filter((event): event is Entry<T> => (types as readonly EventType[]).includes(event.type));
}

export function last<T extends EventType>(events: readonly CaseEvent[], ...types: readonly T[]): Entry<T> | undefined {
  return all(events, ...types).at(-1);
}

/** What was recorded since the case was registered or re-opened; late entries of an earlier episode left out. */
export function ofEpisode(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const began = events.findLastIndex(({ type }) => type === 'CaseRegistered' || type === 'CaseReopened');
  if (began < 0) return [];
  const { occurredAt } = events[began]!;
  return events.slice(began).filter((event) => event.occurredAt >= occurredAt);
}

/** What happened up to a moment in the episode of that moment. */
export function episodeAt(events: readonly CaseEvent[], at: Instant): readonly CaseEvent[] {
  const starts = all(events, 'CaseRegistered', 'CaseReopened').filter(({ occurredAt }) => occurredAt <= at);
  const from = starts.at(-1)?.occurredAt ?? at;
  return events.filter(({ occurredAt }) => occurredAt >= from && occurredAt <= at);
}

/** Services that may be told to others, and whether another agency may be. */
export function consentIn(events: readonly CaseEvent[]): {
  readonly given: boolean;
  readonly recorded: boolean;
  readonly services: readonly ServiceType[];
  readonly caseTransfer: boolean;
} {
  let [given, recorded, caseTransfer] = [false, false, false];
  let services: readonly ServiceType[] = [];
  for (const event of events) {
    if (event.type === 'ConsentRecorded') {
      recorded = true;
      given = event.data.participate && event.data.storeData;
      services = event.data.services ?? [];
      caseTransfer = event.data.caseTransfer === true;
    } else if (event.type === 'ConsentWithdrawn') {
      const { scopes, services: taken } = event.data;
      const everything = scopes.includes('participate') || scopes.includes('storeData');
      if (everything) given = false;
      services = everything ? [] : services.filter((service) => !taken.includes(service));
      if (everything || scopes.includes('caseTransfer')) caseTransfer = false;
    }
  }
  return { given, recorded, services, caseTransfer };
}

/** Ids of immediate concerns that were open at a moment, as recorded by then. */
export function dangersAt(events: readonly CaseEvent[], at: Instant): string[] {
  const open = new Map<string, Instant>();
  for (const event of events) {
    if (event.type === 'ImmediateConcernRaised') open.set(event.data.immediateConcernId, event.occurredAt);
  }
  for (const event of events) {
    if (event.type === 'ImmediateConcernAddressed' && event.occurredAt <= at)
      open.delete(event.data.immediateConcernId);
  }
  return [...open].filter(([, raisedAt]) => raisedAt <= at).map(([id]) => id);
}

export function isDead(events: readonly CaseEvent[]): boolean {
  return last(events, 'DeathRecorded', 'DeathAnnulled')?.type === 'DeathRecorded';
}

/** Who had the case at a moment, by the order in which it happened. */
export function ownerAt(events: readonly CaseEvent[], at: Instant): Owner | null {
  const moves = all(events, 'CaseAssigned', 'CaseReassigned', 'TransferAccepted').sort(
    (a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.seq - b.seq,
  );
  const past = moves.filter(({ occurredAt }) => occurredAt <= at);
  const first = all(events, 'CaseIdentified')[0]?.data.owner ?? null;
  return past.at(-1)?.data.to ?? moves[0]?.data.from ?? first;
}

/** The level at a moment, by the order in which concerns were rated. */
export function levelAt({ policy }: World, events: readonly CaseEvent[], at: Instant): string {
  const order = policy.values['risk.levels'] as readonly string[];
  let concerns = new Map<string, string>();
  const rated = all(events, 'CaseRegistered', 'CaseReopened', 'ConcernRated').filter(
    ({ occurredAt }) => occurredAt <= at,
  );
  rated.sort((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.seq - b.seq);
  for (const event of rated) {
    if (event.type === 'ConcernRated') concerns.set(event.data.concernId, event.data.to);
    else concerns = new Map(event.data.concerns.map(({ concernId, level }) => [concernId, level]));
  }
  return highest(order, [...concerns.values()]);
}

export function highest(order: readonly string[], levels: readonly string[]): string {
  return order[Math.max(0, ...levels.map((level) => order.indexOf(level)))]!;
}

export function openDuties({ state }: Node): KnownObligation[] {
  return Object.values(state.obligations).filter(({ status }) => status === 'open');
}

/** Months counted by stepping through the calendar, clamped to the end of the last one. */
export function monthsAfter(date: string, months: number): string {
  let [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  for (let step = 0; step < months; step += 1) {
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  const day = Math.min(Number(date.slice(8)), length);
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
