import type { Obligation } from '../case/obligation.js';
import { derived, dueOn, type Term } from '../clocks/terms.js';
import type { PolicySnapshot } from '../policy/policy.js';
import { addDays, addMonths } from '../time/civil-date.js';
import { earlierOf, laterOf, type Instant, type LocalDate } from '../time/instant.js';
import { localDateOf, startOfDate } from '../time/zone.js';
import type { DutyKind } from './duties.js';
import type { DutyFact, DutyFactType } from './events.js';
import type { DutyState } from './file.js';

/** A duty of the organisation has no risk level: this word stands where a case has one. */
export const ORGANISATION = 'ORGANISATION';

/** A31: the policy that a clock is armed under, and keeps. */
export function policyAt(state: DutyState, at: Instant): PolicySnapshot {
  let policy = state.policy;
  for (const fact of state.facts) {
    if (fact.type === 'DutyFileOpened') policy = fact.data.policy;
    if (fact.type === 'DutyPolicyAdopted' && fact.occurredAt <= at) policy = fact.data.policy;
  }
  return policy;
}

/** The facts of some types in the order of occurrence, then of recording (TIME-9). */
export function factsOf<T extends DutyFactType>(
  state: DutyState,
  ...types: readonly T[]
): Extract<DutyFact, { readonly type: T }>[] {
  return state.facts
    .filter((fact): fact is Extract<DutyFact, { readonly type: T }> => (types as readonly string[]).includes(fact.type))
    .sort((a, b) => (a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1));
}

export interface Started {
  readonly key: string;
  readonly kind: DutyKind;
  readonly anchor: Instant;
  readonly term: Term;
  /** When it was done, as it happened; null while it is not. */
  readonly metAt: Instant | null;
}

/** One clock from its start to its end; what is open when the file ends is cancelled with it. */
export function dutyOf(state: DutyState, { key, kind, anchor, term, metAt }: Started): Obligation {
  const { due, derivation } = term;
  const common = { key, kind, episode: 1, level: ORGANISATION, anchor, due, derivation };
  if (metAt !== null) return { ...common, status: 'met', endedAt: metAt, endCause: null };
  if (state.endedAt === null) return { ...common, status: 'open', endedAt: null, endCause: null };
  return { ...common, status: 'cancelled', endedAt: state.endedAt, endCause: 'file_ended' };
}

export interface Recurring {
  readonly kind: DutyKind;
  readonly acts: readonly DutyFact[];
  /** Where the first clock begins; without it, with the opening of the file. */
  readonly from?: DutyFact;
  /** The first clock may run shorter or longer than the later ones. @param isFirst counted from the opening */
  readonly term: (policy: PolicySnapshot, from: LocalDate, isFirst: boolean) => Term;
}

/** Due again and again, each time counted from when it was last done; a long silence is one breach, not a chain (A36). */
export function recurring(state: DutyState, { kind, acts, from, term }: Recurring): Obligation[] {
  const starts = [from ?? { seq: 1, occurredAt: state.openedAt }, ...acts];
  return starts.map(({ seq, occurredAt: anchor }, index) => {
    const policy = policyAt(state, anchor);
    return dutyOf(state, {
      key: `${kind}:${String(seq)}`,
      kind,
      anchor,
      term: term(policy, localDateOf(policy.zone, anchor), index === 0),
      metAt: starts[index + 1]?.occurredAt ?? null,
    });
  });
}

export interface Monthly {
  readonly kind: DutyKind;
  readonly acts: readonly DutyFact[];
  readonly rule: string;
  readonly policyKey: string;
  /** How many acts each month needs. */
  readonly needed: (policy: PolicySnapshot) => number;
}

/**
 * Due in each calendar month from the one in which the file was opened. A missed month stays open, for somebody to look
 * at, until the next month has what it needs; an act counts for the month in which it happened.
 */
export function monthly(state: DutyState, now: Instant, duty: Monthly): Obligation[] {
  const duties: Obligation[] = [];
  let first = firstOfMonth(localDateOf(state.policy.zone, state.openedAt));
  for (let previous: Obligation | null = null; ; first = addMonths(first, 1)) {
    const month = monthDuty(state, duty, first, previous?.endedAt ?? null);
    duties.push(month);
    if (month.status !== 'met' && now < month.due.overdueFrom) break;
    previous = month;
  }
  return duties.map((month, index) => superseded(month, duties.slice(index + 1)));
}

function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01`;
}

/** @param clearSince when the month before was served: from then on this one is what is ahead */
function monthDuty(
  state: DutyState,
  { kind, acts, rule, policyKey, needed }: Monthly,
  first: LocalDate,
  clearSince: Instant | null,
): Obligation {
  const { zone } = state.policy;
  const start = startOfDate(zone, first);
  const anchor = laterOf(state.openedAt, clearSince === null ? start : earlierOf(start, clearSince));
  const policy = policyAt(state, anchor);
  const month = first.slice(0, 7);
  const inMonth = acts.filter(({ occurredAt }) => localDateOf(zone, occurredAt).startsWith(month));
  return dutyOf(state, {
    key: `${kind}:${month}`,
    kind,
    anchor,
    term: {
      due: dueOn(policy, addDays(addMonths(first, 1), -1)),
      derivation: derived(policy, rule, policyKey, 'calendar month', first),
    },
    metAt: inMonth[needed(policy) - 1]?.occurredAt ?? null,
  });
}

/** Nobody can do it any more once a later month has been served: the breach stays, the duty ends. */
function superseded(month: Obligation, later: readonly Obligation[]): Obligation {
  const served = later.find(({ status }) => status === 'met');
  if (month.status !== 'open' || served === undefined) return month;
  return { ...month, status: 'cancelled', endedAt: served.endedAt, endCause: 'month_over' };
}

/** Due by the end of a date that somebody named. */
export function agreedTerm(policy: PolicySnapshot, rule: string, key: string, date: LocalDate, from: LocalDate): Term {
  return { due: dueOn(policy, date), derivation: derived(policy, rule, key, 'agreed date', from) };
}
