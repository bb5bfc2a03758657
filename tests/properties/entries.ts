import type { Command } from '@caseward/domain';
import { CAST, instant, type Domain, type Node } from '../explorer/world.js';
import { Chance } from './random.js';
import {
  caseAtWork,
  caseRegistered,
  clocksOf,
  days,
  entered,
  someWork,
  standingOf,
  tried,
  worldNamed,
} from './stories.js';

const WORLDS = ['plain', 'switched'];
const LEVELS = ['HIGH', 'MEDIUM', 'LOW'];

type Entry = Omit<Command, 'commandId'>;

function lateEntry(node: Node, chance: Chance, since: number): Entry {
  const occurredAt = instant(since + Math.floor(chance.next() * (node.ms - since)));
  const actor = CAST.caseworker(node.state);
  const kind = chance.one(['visit', 'visit', 'visit', 'silence', 'review', 'assessment'] as const);
  if (kind === 'review') return { type: 'holdReview', actor, occurredAt, payload: {} };
  if (kind === 'assessment') return { type: 'completeAssessment', actor, occurredAt, payload: {} };
  const reached = kind === 'visit' ? 'child' : 'nobody';
  return { type: 'recordFollowUp', actor, occurredAt, payload: { reached, channel: 'visit' } };
}

const outcomeOf = ({ state }: Node): string =>
  [...clocksOf(state), '|', ...standingOf(state), '|', state.stage, state.level].join('\n');

/** TIME-9: whatever the order of late entries, `occurred_at` decides; only what was known when differs. */
export function orderOfEntriesDoesNotMatter(domain: Domain, runs: number, seed = 3): string | null {
  const chance = new Chance(seed);
  for (let run = 0; run < runs; run += 1) {
    const world = worldNamed(domain, chance.one(WORLDS));
    const begun = caseAtWork(domain, world, chance.one(LEVELS));
    const since = begun.ms;
    const later = days(domain, world, begun, chance.between(2, 12));
    const entries = Array.from({ length: chance.between(2, 5) }, () => lateEntry(later, chance, since));
    const play = (order: readonly Entry[]): string =>
      outcomeOf(order.reduce((node, entry) => entered(domain, node, entry), later));
    const [one, other] = [play(entries), play(chance.shuffled(entries))];
    if (one !== other)
      return `${entries.map(({ type, occurredAt }) => `${type} ${occurredAt}`).join(', ')}:\n${one}\n--\n${other}`;
  }
  return null;
}

const TRANSFER = ['proposes a transfer (caseworker)', 'sends the transfer (supervisor)'];
const REFERRAL = [
  'refers to medical (caseworker)',
  'accepts (provider)',
  'reports it done (provider)',
  'refers to medical at once (caseworker)',
  'revokes the referral (caseworker)',
  'rejects (provider)',
];

/** TR-5: an accepted transfer changes who answers for a due date, never the date. */
export function transferChangesNoDueDate(domain: Domain, runs: number, seed = 5): string | null {
  const chance = new Chance(seed);
  let accepted = 0;
  for (let run = 0; run < runs; run += 1) {
    const world = worldNamed(domain, chance.one(WORLDS));
    const begun = someWork(domain, world, caseAtWork(domain, world, chance.one(LEVELS)), chance, chance.upTo(8));
    const sent = TRANSFER.reduce((node, name) => tried(domain, world, name, node) ?? node, begun);
    const waiting = days(domain, world, sent, chance.upTo(3));
    const taken = tried(domain, world, 'takes the case over (receiver)', waiting);
    if (taken === null) continue;
    accepted += 1;
    const [was, is] = [clocksOf(waiting.state).join(), clocksOf(taken.state).join()];
    if (was !== is) return `${was} became ${is}`;
    if (standingOf(waiting.state).join() !== standingOf(taken.state).join()) return 'breaches moved';
  }
  return accepted * 2 > runs ? null : `only ${String(accepted)} of ${String(runs)} transfers were accepted`;
}

/** REF-1: the same work with and without referrals in between keeps the same clocks. */
export function referralsChangeNoClock(domain: Domain, runs: number, seed = 6): string | null {
  const chance = new Chance(seed);
  let accepted = 0;
  for (let run = 0; run < runs; run += 1) {
    const world = worldNamed(domain, chance.one(WORLDS));
    let node = someWork(domain, world, caseAtWork(domain, world, chance.one(LEVELS)), chance, chance.upTo(6));
    for (const name of REFERRAL) {
      const was = clocksOf(node.state).join();
      const next = tried(domain, world, name, node);
      if (next === null) continue;
      accepted += 1;
      const is = clocksOf(next.state).join();
      if (was !== is) return `"${name}": ${was} became ${is}`;
      node = chance.next() < 0.3 ? days(domain, world, next, 1) : next;
    }
  }
  return accepted > runs ? null : `only ${String(accepted)} referral steps were accepted`;
}

const TERM_MS = 24 * 3_600_000;

/** TIME-5: a window of hours is still open at its last instant, and shut a millisecond later. */
export function lastInstantIsOnTime(domain: Domain, runs: number, seed = 7): string | null {
  const chance = new Chance(seed);
  const world = worldNamed(domain, 'switched');
  for (let run = 0; run < Math.ceil(runs / 20); run += 1) {
    const registered = days(domain, world, caseRegistered(domain, world, 'HIGH'), chance.between(2, 4));
    const due = Object.values(registered.state.obligations).find(({ kind }) => kind === 'assessment')!;
    const assessedAt = (ms: number): Node => {
      const occurredAt = instant(Date.parse(due.anchor) + TERM_MS + ms);
      const actor = CAST.caseworker(registered.state);
      return entered(domain, registered, { type: 'completeAssessment', actor, occurredAt, payload: {} });
    };
    const isBroken = ({ state }: Node): boolean => standingOf(state).some((breach) => breach.startsWith('assessment '));
    if (isBroken(assessedAt(0))) return 'the last instant counts as too late';
    if (!isBroken(assessedAt(1))) return 'a millisecond too late counts as on time';
  }
  return null;
}
