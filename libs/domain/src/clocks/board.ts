import type { Owner } from '../access/actor.js';
import type { ConcernRating } from '../case/commands.js';
import type { Fact } from '../case/events.js';
import type { Obligation, ObligationKind } from '../case/obligation.js';
import { highestLevel, NO_RISK, type PolicySnapshot, type RiskLevel } from '../policy/policy.js';
import type { Instant, LocalDate } from '../time/instant.js';
import type { Term } from './terms.js';

/** A contact or review that counts for a cadence. */
export interface CountedVisit {
  readonly at: Instant;
  readonly date: LocalDate;
}

/** The case as it happened, while its facts are gone through in the order of occurrence. Lives inside one computation. */
export interface Board {
  /** A31: the one that clocks are armed by now. */
  policy: PolicySnapshot;
  readonly encounterEnds: ReadonlyMap<string, Instant>;
  episode: number;
  level: RiskLevel;
  readonly concerns: Map<string, RiskLevel>;
  assessed: boolean;
  planAgreed: boolean;
  /** NO risk before any plan has stopped the clocks (RISK-5). */
  stopped: boolean;
  implementedFrom: CountedVisit | null;
  /** A54: a plan is signed off and nothing of it was begun. */
  awaitsFirstAction: boolean;
  /** What CLK-4 counts from: the start of implementation, or the last rise. */
  anchor: CountedVisit | null;
  /** Qualifying contacts since implementation started, in order. */
  contacts: CountedVisit[];
  /** Their local dates after the anchor moment, each once (CLK-5). */
  contactDates: LocalDate[];
  lastReview: CountedVisit | null;
  closed: boolean;
  /** CLOSE-5: nothing is due to or for the child any more. */
  died: boolean;
  /** By kind; where several of a kind can run at once, by kind and what they are about. */
  readonly open: Map<string, Obligation>;
  readonly ended: Obligation[];
  readonly levels: { readonly at: Instant; readonly level: RiskLevel }[];
  readonly owners: { readonly at: Instant; readonly owner: Owner }[];
}

export function newBoard(policy: PolicySnapshot, facts: readonly Fact[]): Board {
  const ends = new Map<string, Instant>();
  for (const fact of facts) if (fact.type === 'EncounterEnded') ends.set(fact.data.encounterId, fact.occurredAt);
  return {
    policy,
    encounterEnds: ends,
    episode: 0,
    level: NO_RISK,
    concerns: new Map(),
    assessed: false,
    planAgreed: false,
    stopped: false,
    implementedFrom: null,
    awaitsFirstAction: false,
    anchor: null,
    contacts: [],
    contactDates: [],
    lastReview: null,
    closed: false,
    died: false,
    open: new Map(),
    ended: [],
    levels: [],
    owners: [],
  };
}

/** TIME-6, A69: the end of the encounter that an entry names; null when none is in progress at that moment. */
export function encounterEndOf(board: Board, encounterId: string | undefined, from: Instant): Instant | null {
  const end = encounterId === undefined ? null : (board.encounterEnds.get(encounterId) ?? null);
  return end === null || end < from ? null : end;
}

export function startEpisode(board: Board, concerns: readonly ConcernRating[]): void {
  board.episode += 1;
  board.concerns.clear();
  for (const concern of concerns) board.concerns.set(concern.concernId, concern.level);
  board.level = highestLevel(board.policy, [...board.concerns.values()]);
  board.assessed = false;
  board.planAgreed = false;
  board.stopped = false;
  board.implementedFrom = null;
  board.awaitsFirstAction = false;
  board.anchor = null;
  board.contacts = [];
  board.contactDates = [];
  board.lastReview = null;
  board.closed = board.died;
}

/** IM-6: neither a closure nor a death ends what is owed for having looked into a file. */
const OUTLIVES_THE_CASE: ReadonlySet<ObligationKind> = new Set<ObligationKind>(['emergency_review']);

function slotOf(kind: ObligationKind, about: string | undefined): string {
  return about === undefined ? kind : `${kind}/${about}`;
}

/** Starts a clock. The key names the fact that started it, so that late entries find their obligation again. */
export function arm(board: Board, kind: ObligationKind, fact: Fact, term: Term, about?: string): void {
  if (board.died && !OUTLIVES_THE_CASE.has(kind)) return;
  board.open.set(slotOf(kind, about), {
    key: `${kind}:${String(board.episode)}:${String(fact.seq)}`,
    kind,
    episode: board.episode,
    level: board.level,
    anchor: fact.occurredAt,
    due: term.due,
    derivation: term.derivation,
    status: 'open',
    endedAt: null,
    endCause: null,
  });
}

export function reschedule(board: Board, obligation: Obligation, term: Term): void {
  board.open.set(obligation.kind, { ...obligation, level: board.level, due: term.due, derivation: term.derivation });
}

/** RISK-3: the earlier of the present due date and the new one; an overdue duty thereby stays overdue. */
export function tighten(board: Board, kind: ObligationKind, term: Term): void {
  const obligation = board.open.get(kind);
  if (obligation !== undefined && term.due.overdueFrom < obligation.due.overdueFrom)
    reschedule(board, obligation, term);
}

/** RISK-4, A44: never earlier, and never for a duty that is overdue at that moment. */
export function loosen(board: Board, kind: ObligationKind, at: Instant, term: Term): void {
  const obligation = board.open.get(kind);
  if (obligation === undefined || isOverdue(obligation, at)) return;
  if (term.due.overdueFrom > obligation.due.overdueFrom) reschedule(board, obligation, term);
}

export function isOverdue(obligation: Obligation, at: Instant): boolean {
  return at >= obligation.due.overdueFrom;
}

function end(board: Board, slot: string, status: 'met' | 'cancelled', at: Instant, cause: string): void {
  const obligation = board.open.get(slot);
  if (obligation === undefined) return;
  board.open.delete(slot);
  board.ended.push({ ...obligation, status, endedAt: at, endCause: cause });
}

export function meet(board: Board, kind: ObligationKind, fact: Fact, about?: string): void {
  end(board, slotOf(kind, about), 'met', fact.occurredAt, fact.type);
}

export function cancel(board: Board, kind: ObligationKind, at: Instant, cause: string, about?: string): void {
  end(board, slotOf(kind, about), 'cancelled', at, cause);
}

export function cancelAll(board: Board, at: Instant, cause: string): void {
  for (const [slot, { kind }] of [...board.open]) {
    if (!OUTLIVES_THE_CASE.has(kind)) end(board, slot, 'cancelled', at, cause);
  }
}
