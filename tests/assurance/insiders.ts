import { policySnapshot, readingBaseline, type PolicySnapshot, type Role } from '@caseward/domain';
import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { DAY_HOURS, HABITS, SimulatedReader, workDay } from './insiders-people.js';

const MOST_BEYOND = 30;
/** Long enough that something was learned. */
const BEFORE = 70;
const LONGEST = 90;

interface Attack {
  readonly name: string;
  readonly role: Role;
  /** Cases taken each day beside the ordinary work; `at` hours of the day. */
  readonly perDay: number;
  readonly hours: number;
  readonly way: 'read' | 'guess' | 'emergency';
}

const reads = (role: Role, perDay: number, hours: number, name: string): Attack => ({
  ...{ name: `${role} ${name}`, role, perDay, hours, way: 'read' },
});
/** Bulk, at night, drop by drop, by guessed addresses, by one emergency after the other. */
export const ATTACKS: readonly Attack[] = [
  reads('SUP', 140, 1, 'takes the team within an hour'),
  reads('SUP', 140, 8, 'takes the team overnight'),
  ...(['MGR', 'HEAD'] as const).flatMap((role) => [
    reads(role, 500, 1, 'takes all within an hour'),
    reads(role, 300, 8, 'takes all overnight'),
    reads(role, 40, 8, 'takes 40 a day'),
    reads(role, 20, 8, 'takes 20 a day'),
    reads(role, 10, 8, 'takes 10 a day'),
    reads(role, 6, 8, 'takes 6 a day'),
  ]),
  reads('DE', 95, 2, 'takes everything assigned'),
  { name: 'CW guesses addresses', role: 'CW', perDay: 200, hours: 2, way: 'guess' },
  { name: 'SUP guesses addresses slowly', role: 'SUP', perDay: 60, hours: 20, way: 'guess' },
  { name: 'RFP guesses addresses', role: 'RFP', perDay: 100, hours: 1, way: 'guess' },
  { name: 'CW breaks into one file after the other', role: 'CW', perDay: 12, hours: 8, way: 'emergency' },
  { name: 'CW breaks into a file every day', role: 'CW', perDay: 2, hours: 8, way: 'emergency' },
];

interface Caught {
  readonly afterDays: number;
  /** Cases beyond what was usual when it began, within the stretch that gave it away. */
  readonly beyond: number;
}

function habitOf(role: Role): (typeof HABITS)[number] {
  const guest = { role, reach: 3, day: [0, 2], heavy: { everyDays: 30, cases: 0 } } as const;
  return HABITS.findLast((habit) => habit.role === role) ?? guest;
}

function attack(policy: PolicySnapshot, one: Attack, chance: Chance): Caught | null {
  const habit = habitOf(one.role);
  const reader = new SimulatedReader(one.role, habit.reach, policy);
  for (let day = 0; day < BEFORE; day += 1) workDay(reader, habit, day, chance);
  const usual = usualBefore(policy, reader);
  for (let day = BEFORE; day < BEFORE + LONGEST; day += 1) {
    workDay(reader, habit, day, chance);
    for (let taken = 0; taken < one.perDay; taken += 1) {
      const at = day * DAY_HOURS + 18 + (one.hours * taken) / one.perDay / 4;
      const found = step(reader, one, at, chance);
      if (found === null) continue;
      const hours = { day: DAY_HOURS, week: 7 * DAY_HOURS, month: 30 * DAY_HOURS };
      const { signal, seen, baseline } = found;
      if (signal === 'misses' || signal === 'emergencies')
        return { afterDays: day - BEFORE + 1, beyond: seen - baseline };
      const beyond = reader.within(at, hours[signal]).size - Math.max(usual[signal], 0);
      return { afterDays: day - BEFORE + 1, beyond };
    }
  }
  return null;
}

function step(
  reader: SimulatedReader,
  { way }: Attack,
  at: number,
  chance: Chance,
): ReturnType<SimulatedReader['open']> {
  if (way === 'guess') return reader.miss(at);
  if (way === 'emergency') return reader.breakIn(at);
  return reader.open(at, chance.upTo(reader.reach - 1));
}

/** What was usual when the attack began, by the counts of the simulation. */
function usualBefore(policy: PolicySnapshot, reader: SimulatedReader): ReturnType<typeof readingBaseline> {
  const now = BEFORE * DAY_HOURS;
  const distinct = (from: number, to: number): number => reader.within(now, from * DAY_HOURS, to * DAY_HOURS).size;
  const days = Array.from({ length: 28 }, (_, back) => distinct(back + 1, back)).filter((count) => count > 0);
  const weeks = [0, 1, 2].map((back) => distinct((back + 1) * 7, back * 7));
  return readingBaseline(policy, reader, { days, weeks, month: distinct(30, 0) });
}

function workers(
  policy: PolicySnapshot,
  days: number,
  chance: Chance,
): { readonly worked: number; readonly held: number } {
  let [worked, held] = [0, 0];
  for (let number = 0; worked < days; number += 1) {
    const habit = HABITS[number % HABITS.length]!;
    const reader = new SimulatedReader(habit.role, habit.reach, policy);
    for (let day = 0; day < 140 && worked < days; day += 1) {
      if (day % 7 >= 5) continue;
      worked += 1;
      if (workDay(reader, habit, day, chance) > 0) held += 1;
    }
  }
  return { worked, held };
}

async function run({ count, seed, say }: Order): Promise<Outcome> {
  const policy = policySnapshot();
  const chance = new Chance(seed);
  const { worked, held } = workers(policy, count, chance);
  say(`${String(worked)} working days, ${String(held)} of them held up`);
  const outcomes = ATTACKS.map((one) => ({ name: one.name, caught: attack(policy, one, chance) }));
  const caught = outcomes.filter(({ caught: found }) => found !== null && found.beyond < MOST_BEYOND);
  const blind = policySnapshot('blind', { 'reading.margin_cases': 5000, 'reading.misses_day': 5000 });
  return Promise.resolve({
    counts: {
      'working days simulated': worked,
      'working days on which somebody was held up': held,
      'scripted attacks': ATTACKS.length,
      'attacks throttled before 30 cases beyond what is usual': caught.length,
      'most cases beyond what is usual': Math.max(...outcomes.map(({ caught: found }) => found?.beyond ?? 0)),
      'longest attack in days': Math.max(...outcomes.map(({ caught: found }) => found?.afterDays ?? 0)),
    },
    findings: [
      ...outcomes
        .filter((one) => !caught.includes(one))
        .map(
          ({ name, caught: found }) => `${name}: ${found === null ? 'not caught' : `${String(found.beyond)} beyond`}`,
        ),
      ...(held * 1000 < worked ? [] : [`${String(held)} false alarms in ${String(worked)} working days`]),
    ],
    controls: {
      'a policy without limits catches nobody': ATTACKS.slice(5, 8).every((one) => attack(blind, one, chance) === null),
    },
  });
}

/** S14: colleagues who read more than their work needs. */
export const campaign: Campaign = {
  name: 'insiders',
  about:
    'who reads more than the work needs is stopped before 30 cases beyond what is usual, and who works is not, over',
  unit: 'working days',
  small: 3_000,
  full: 200_000,
  run,
};
