import { compileZone } from '@caseward/contracts';
import type { Instant, LocalDate, Obligation, ObligationKind, PolicySnapshot, Zone } from '@caseward/domain';
import type { Domain } from '../explorer/world.js';
import {
  assessed,
  closed,
  obligationsOf,
  planAgreed,
  registered,
  reviewed,
  signedOff,
  visited,
} from './clock-cases.js';
import { daysLater, monthsLater, nextVisit, WallClock } from './oracle.js';
import { Chance } from './random.js';
import { anywhere, around, FROM, policyWith, someTerms, UNTIL, ZONES, type Terms } from './tuples.js';

export interface DueDates {
  /** (policy, zone, instant) tuples whose due date was compared. */
  readonly checked: number;
  readonly zones: number;
  /** Changes of the clocks from 2000 to 2040, each of them met. */
  readonly changes: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

interface Expected {
  readonly kind: ObligationKind;
  readonly anchor: Instant;
  readonly dueOn: LocalDate;
  readonly overdueFrom: Instant;
}

const DAY = 86_400_000;
const iso = (ms: number): Instant => new Date(ms).toISOString();

/** What happened in one drawn case: each moment starts the next clock. */
function momentsFrom(ms: number, chance: Chance): Instant[] {
  let at = ms;
  return Array.from({ length: 8 }, (_, index) => {
    if (index > 0) at += Math.floor(chance.next() * chance.one([DAY / 4, 2 * DAY, 9 * DAY]));
    return iso(at);
  });
}

function expectedOf(wall: WallClock, terms: Terms, moments: readonly Instant[]): Expected[] {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = moments as [string, string, string, string, string, string, string, string];
  const date = (at: Instant): LocalDate => wall.dateAt(Date.parse(at));
  const due = (kind: ObligationKind, anchor: Instant, dueOn: LocalDate, graceDays = 0): Expected => ({
    kind,
    anchor,
    dueOn,
    overdueFrom: wall.endOf(daysLater(dueOn, graceDays)),
  });
  const first = nextVisit(terms.cadence, date(t3), []);
  // A36: after a visit that came too late the next one is not asked for earlier than after a fresh start on its date.
  const afterLate = (visit: Instant, before: LocalDate, regular: LocalDate): LocalDate => {
    const fresh = nextVisit(terms.cadence, date(visit), []);
    return visit >= wall.endOf(before) && wall.endOf(fresh) > wall.endOf(regular) ? fresh : regular;
  };
  const second = afterLate(t4, first, nextVisit(terms.cadence, date(t3), [date(t4)]));
  const third = afterLate(t5, second, nextVisit(terms.cadence, date(t3), [date(t4), date(t5)]));
  const visits = [due('follow_up', t3, first), due('follow_up', t4, second)];
  return [
    due('assessment', t0, daysLater(date(t0), terms.assessmentDays)),
    due('plan', t1, daysLater(date(t1), terms.planDays)),
    due('plan_signoff', t2, daysLater(date(t2), terms.signOffDays)),
    ...visits,
    ...(date(t4) === date(t5) ? [] : [due('follow_up', t5, third)]),
    due('review', t3, monthsLater(date(t3), terms.reviewMonths)),
    due('review', t6, monthsLater(date(t6), terms.reviewMonths)),
    due('post_closure_review', t7, monthsLater(date(t7), terms.finalMonths), terms.graceDays),
  ];
}

function happeningsAt(moments: readonly Instant[]) {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = moments as [string, string, string, string, string, string, string, string];
  return [
    registered(t0, 'MEDIUM'),
    assessed(t1),
    planAgreed(t2),
    signedOff(t3),
    visited(t4),
    visited(t5),
    reviewed(t6),
    closed(t7),
  ];
}

function differences(found: readonly Obligation[], expected: readonly Expected[], context: string): string[] {
  return expected.flatMap(({ kind, anchor, dueOn, overdueFrom }) => {
    const duty = found.find((one) => one.kind === kind && one.anchor === anchor);
    if (duty?.due.dueOn === dueOn && duty.due.overdueFrom === overdueFrom) return [];
    const said = duty === undefined ? 'no clock' : `${duty.due.dueOn ?? ''} until ${duty.due.overdueFrom}`;
    return [`${kind} from ${anchor} in ${context}: ${said}, the wall says ${dueOn} until ${overdueFrom}`];
  });
}

interface Place {
  readonly zone: Zone;
  readonly wall: WallClock;
  readonly changes: readonly number[];
}

/** @throws Error when the compiled zone does not know as many changes of the clocks as the wall shows */
function placeOf(name: string): Place {
  const zone = compileZone(name, 2000, 2041);
  const wall = new WallClock(name);
  const changes = zone.offsets.map(({ fromMs }) => fromMs).filter((ms) => ms >= FROM && ms < UNTIL);
  const shown = wall.changesBetween(FROM, UNTIL);
  if (shown !== changes.length) {
    throw new Error(`${name}: ${String(changes.length)} changes compiled, ${String(shown)} on the wall`);
  }
  return { zone, wall, changes };
}

/** TIME-2..TIME-4, CLK-1, CLK-2, CLK-4, CLK-6, PLAN-2, POST-1, A36, A72 against calendar and wall clock. */
export function checkDueDates(domain: Domain, atLeast: number, seed = 4, names: readonly string[] = ZONES): DueDates {
  const chance = new Chance(seed);
  const places = names.map(placeOf);
  const byKind: Record<string, number> = {};
  const failures: string[] = [];
  let checked = 0;
  const check = ({ zone, wall }: Place, ms: number): void => {
    const terms = someTerms(chance);
    const policy: PolicySnapshot = policyWith(domain, zone, terms);
    const moments = momentsFrom(ms, chance);
    const expected = expectedOf(wall, terms, moments).filter(isWithin);
    failures.push(...differences(obligationsOf(domain, policy, happeningsAt(moments)), expected, zone.name));
    for (const { kind } of expected) byKind[kind] = (byKind[kind] ?? 0) + 1;
    checked += expected.length;
  };
  for (const place of places) for (const change of place.changes) check(place, around(change, chance));
  for (let round = 0; checked < atLeast && failures.length === 0; round += 1) {
    const place = places[round % places.length]!;
    const isNear = place.changes.length > 0 && round % 2 === 0;
    check(place, isNear ? around(chance.one(place.changes), chance) : anywhere(chance));
  }
  const changes = places.reduce((sum, place) => sum + place.changes.length, 0);
  return { checked, zones: places.length, changes, byKind, failures: failures.slice(0, 5) };
}

const isWithin = ({ overdueFrom }: Expected): boolean => overdueFrom < iso(UNTIL);
