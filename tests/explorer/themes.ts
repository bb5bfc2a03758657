import { AFTERWARDS, CLOSING, CONFERENCES, DEATH } from './moves/ending.js';
import { EMERGENCY } from './moves/emergency.js';
import { CONSENT, INTAKE, PEOPLE, URGENT } from './moves/first-contact.js';
import { ACTING, AGREEING, ASSESSING, LEVELS, RISK, SIGNING, SILENCE, VISITS } from './moves/casework.js';
import { REFERRALS, TRANSFERS } from './moves/sharing.js';
import type { Move } from './moves/move.js';
import { WAITS } from './moves/time.js';
import { attempt, identified, wait } from './steps.js';
import type { Domain, Node, World } from './world.js';

/** A part of the life of a case: where to start and what people try. */
export interface Theme {
  readonly name: string;
  readonly moves: readonly Move[];
  readonly starts: readonly Start[];
  /** Whoever may act acts: only then can be said that nothing leads out of a state. */
  readonly isWhole: boolean;
}
interface Start {
  readonly name: string;
  readonly steps: readonly string[];
  readonly unassigned?: boolean;
}

const PLANNING: readonly Move[] = [...ASSESSING, ...AGREEING, ...SIGNING, ...ACTING];

export const ALL_MOVES: readonly Move[] = [
  ...INTAKE,
  ...CONSENT,
  ...URGENT,
  ...PEOPLE,
  ...PLANNING,
  ...VISITS,
  ...SILENCE,
  ...RISK,
  ...REFERRALS,
  ...TRANSFERS,
  ...CLOSING,
  ...AFTERWARDS,
  ...CONFERENCES,
  ...DEATH,
  ...EMERGENCY,
];

const cw = (name: string): string => `${name} (caseworker)`;
const sup = (name: string): string => `${name} (supervisor)`;
const eligible = [cw('takes in'), cw('full consent')];
const registered = (level: string): string[] => [...eligible, cw(`registers at ${level}`)];
const assessed = (level: string): string[] => [...registered(level), cw('assesses')];
const planned = (level: string): string[] => [...assessed(level), cw('agrees a plan')];
const atWork = (level: string): string[] => [...planned(level), sup('signs off'), cw('starts the action')];
const visit = ['a day passes', cw('visited 0 days ago')];
const concluded = (level: string): string[] => [...atWork(level), ...visit, cw('concludes the plan')];
const visited = (level: string): string[] => [...concluded(level), ...visit, cw('reviews'), ...visit];
const asked = (level: string): string[] => [...visited(level), cw('asks to close: goal_met 0 days ago')];
const closed = [...asked('LOW'), sup('approves the closure')];

const start = (name: string, steps: readonly string[], unassigned = false): Start => ({ name, steps, unassigned });
const START = {
  identified: start('an identified child', []),
  unassigned: start('an identified child without a caseworker', [], true),
  eligible: start('a child taken in with consent', eligible),
  high: start('a registration at HIGH', registered('HIGH')),
  low: start('a registration at LOW', registered('LOW')),
  none: start('a registration at NO', registered('NO')),
  assessed: start('an assessed child at MEDIUM', assessed('MEDIUM')),
  planned: start('a plan agreed at HIGH', planned('HIGH')),
  atWorkHigh: start('a plan at work at HIGH', atWork('HIGH')),
  atWorkLow: start('a plan at work at LOW', atWork('LOW')),
  early: start('two visits and a review before the plan is concluded', [
    ...atWork('LOW'),
    ...visit,
    cw('reviews'),
    ...visit,
  ]),
  overdue: start('a plan at work at HIGH with a missed visit', [...atWork('HIGH'), 'a week passes']),
  stabilising: start('a concluded plan at LOW', concluded('LOW')),
  visited: start('a concluded plan at LOW with every visit', visited('LOW')),
  visitedHigh: start('a concluded plan at HIGH with every visit', visited('HIGH')),
  asked: start('a request to close at LOW', asked('LOW')),
  askedHigh: start('a request to close at MEDIUM', asked('MEDIUM')),
  closed: start('a closed case', closed),
  reviewDue: start('a closed case whose final review is due', [...closed, 'a month passes']),
  reopening: start('a closed case that somebody wants to re-open', [...closed, cw('asks to re-open at HIGH')]),
  determination: start('a plan that waits for a determination', [
    ...assessed('MEDIUM'),
    cw('agrees a plan that needs a determination'),
    sup('signs off'),
  ]),
  conferred: start('a conference that is about to agree', [
    ...asked('MEDIUM'),
    sup('convenes 3'),
    sup('notes a consent'),
    sup('notes a consent'),
  ]),
  lowered: start('a case at NO before any plan', [...registered('LOW'), cw('rates c1 NO 0 days ago'), 'a day passes']),
  sent: start('a transfer that waits for an answer', [
    ...atWork('MEDIUM'),
    cw('proposes a transfer'),
    sup('sends the transfer'),
  ]),
  silent: start('a child nobody has reached for a month', [
    ...atWork('LOW'),
    cw('calls nobody'),
    'a month passes',
    cw('visits nobody'),
  ]),
  report: start('a report that waits for the manager', [...registered('MEDIUM'), cw('raises a report')]),
  died: start('a recorded death', [...atWork('MEDIUM'), cw('records a death 0 days ago')]),
  dangerPlanned: start('an agreed plan while an immediate concern is open', [
    ...planned('MEDIUM'),
    cw('finds an immediate concern 0 days ago'),
  ]),
  danger: start('an immediate concern that is open', [
    ...assessed('MEDIUM'),
    cw('finds an immediate concern 0 days ago'),
  ]),
} as const;

const theme = (name: string, moves: readonly Move[], starts: readonly Start[], isWhole = false): Theme => ({
  name,
  moves,
  starts,
  isWhole,
});

export const THEMES: readonly Theme[] = [
  theme(
    'first contact',
    [...INTAKE, ...CONSENT, ...URGENT, ...DEATH],
    [START.identified, START.unassigned, START.eligible, START.danger],
  ),
  theme(
    'clocks',
    [...PLANNING, ...VISITS, ...RISK],
    [
      START.high,
      START.low,
      START.assessed,
      START.planned,
      START.atWorkHigh,
      START.atWorkLow,
      START.overdue,
      START.lowered,
    ],
  ),
  theme(
    'closing',
    [...VISITS, ...LEVELS, ...CLOSING, ...AFTERWARDS, ...URGENT],
    [START.early, START.stabilising, START.visited, START.asked, START.closed, START.none, START.lowered],
  ),
  theme(
    'deciding together',
    [...CONFERENCES, ...CLOSING, ...AGREEING, ...SIGNING, ...ACTING, ...LEVELS],
    [START.assessed, START.visitedHigh, START.askedHigh, START.asked],
  ),
  theme(
    'sharing',
    [...REFERRALS, ...CONSENT, ...TRANSFERS, ...AGREEING, ...SIGNING],
    [START.eligible, START.planned, START.atWorkHigh, START.sent],
  ),
  theme(
    'people',
    [...PEOPLE, ...TRANSFERS, ...VISITS, ...CLOSING],
    [START.overdue, START.sent, START.report, START.visited],
  ),
  theme(
    'ending',
    [...DEATH, ...SILENCE, ...VISITS, ...CLOSING, ...AFTERWARDS, ...TRANSFERS],
    [START.silent, START.died, START.closed, START.asked, START.low],
  ),
  theme(
    'emergencies',
    [...EMERGENCY, ...DEATH, ...TRANSFERS, ...CLOSING],
    [START.identified, START.atWorkLow, START.asked, START.sent],
  ),
  theme('everything', ALL_MOVES, Object.values(START), true),
];

const MOVE_BY_NAME = new Map(ALL_MOVES.map((move) => [move.name, move]));
const WAIT_BY_NAME = new Map(WAITS.map((passing) => [passing.name, passing]));

/** Plays the steps that lead to a starting point; a step that is refused is a fault of the rules or of the plan. */
export function playTo(domain: Domain, world: World, { name, steps, unassigned }: Start): Node {
  return steps.reduce(
    (node, step) => {
      const passing = WAIT_BY_NAME.get(step);
      if (passing !== undefined) return wait(domain, world, passing, node).after;
      const move = MOVE_BY_NAME.get(step);
      const outcome = move === undefined ? null : attempt(domain, world, move, node);
      if (outcome === null) throw new Error(`${world.name}: ${name}: there is no step "${step}"`);
      if ('step' in outcome) return outcome.step.after;
      throw new Error(`${world.name}: ${name}: "${step}" is refused: ${outcome.refused.code} ${outcome.refused.rule}`);
    },
    identified(domain, world, unassigned),
  );
}

export function rootsOf(
  domain: Domain,
  world: World,
  { starts }: Theme,
): readonly { readonly name: string; readonly node: Node }[] {
  return starts.map((one) => ({ name: one.name, node: playTo(domain, world, one) }));
}
