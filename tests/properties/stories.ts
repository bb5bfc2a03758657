import type { CaseEvent, CaseState, Command, KnownObligation } from '@caseward/domain';
import { ALL_MOVES } from '../explorer/themes.js';
import { attempt, identified, wait } from '../explorer/steps.js';
import { instant, MINUTE, worldsOf, type Domain, type Node, type World } from '../explorer/world.js';
import type { Chance } from './random.js';

const named = new Map(ALL_MOVES.map((move) => [move.name, move]));
const TO_WORK = [
  'takes in (caseworker)',
  'full consent (caseworker)',
  'registers at ',
  'assesses (caseworker)',
  'agrees a plan (caseworker)',
  'signs off (supervisor)',
  'starts the action (caseworker)',
];

export function worldNamed(domain: Domain, name: string): World {
  return worldsOf(domain).find((world) => world.name === name)!;
}

/** A case that was just registered. */
export function caseRegistered(domain: Domain, world: World, level: string): Node {
  return played(domain, world, level, TO_WORK.slice(0, 3));
}

/** A case at work, at some level. */
export function caseAtWork(domain: Domain, world: World, level: string): Node {
  return played(domain, world, level, TO_WORK);
}

function played(domain: Domain, world: World, level: string, steps: readonly string[]): Node {
  return steps.reduce(
    (node, name) => {
      const move = named.get(name.endsWith(' at ') ? `${name}${level} (caseworker)` : name)!;
      return tried(domain, world, move.name, node) ?? node;
    },
    identified(domain, world),
  );
}

/** The case after a step; null when it was refused. */
export function tried(domain: Domain, world: World, name: string, node: Node): Node | null {
  const outcome = attempt(domain, world, named.get(name)!, node);
  return outcome !== null && 'step' in outcome ? outcome.step.after : null;
}

/** Some visits, reviews and ratings over some days. */
export function someWork(domain: Domain, world: World, from: Node, chance: Chance, steps: number): Node {
  const names = [
    'visited 0 days ago (caseworker)',
    'reviews (caseworker)',
    'rates c1 HIGH 0 days ago (caseworker)',
    'rates c1 LOW 0 days ago (caseworker)',
    'confirms the lower level (supervisor)',
    'assesses (caseworker)',
  ];
  let node = from;
  for (let step = 0; step < steps; step += 1) {
    if (chance.next() < 0.5) node = days(domain, world, node, chance.between(1, 3));
    else node = tried(domain, world, chance.one(names), node) ?? node;
  }
  return node;
}

export function days(domain: Domain, world: World, node: Node, count: number): Node {
  return wait(domain, world, { name: 'days pass', days: count, isOutage: false }, node).after;
}

/** Gives a command about something that happened at a moment, a minute after the last one. */
export function entered(domain: Domain, node: Node, command: Omit<Command, 'commandId'>): Node {
  const ms = node.ms + MINUTE;
  const given = { ...command, commandId: `entry-${String(node.events.length)}` } as Command;
  const fresh: readonly CaseEvent[] = domain.decide(node.state, given, { now: instant(ms) });
  return { state: fresh.reduce(domain.evolve, node.state), events: [...node.events, ...fresh], ms };
}

/** Clocks of the case itself, without the numbers of the entries that started them. */
export function clocksOf({ obligations }: CaseState): string[] {
  const isOfTheCase = ({ kind }: KnownObligation): boolean => !kind.endsWith('_answer') && kind !== 'urgent_action';
  return Object.values(obligations)
    .filter((duty) => isOfTheCase(duty) && duty.status === 'open')
    .map(({ kind, due, level, anchor }) => `${kind} ${due.overdueFrom} ${level} ${anchor}`)
    .sort();
}

export function standingOf({ breaches }: CaseState): string[] {
  return breaches
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ kind, due, level, owner }) => `${kind} ${due.overdueFrom} ${level} ${owner.caseworkerId}`)
    .sort();
}
