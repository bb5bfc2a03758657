import { ApiPerson } from '../api/support/person.js';
import { startedApi, type StartedApi } from '../api/support/running-api.js';
import { Chance } from '../properties/random.js';
import { fineStopwatch } from '../support/clock.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { absentPlaces, FILE, hiddenPlaces, READERS, ROUTES, type Place, type Route } from './timing-routes.js';

/** Microseconds that both answers of a pair took. */
export interface Pair {
  readonly hidden: number;
  readonly absent: number;
}

type Ask = (route: Route, reader: ApiPerson, place: Place) => Promise<{ readonly text: string; readonly took: number }>;

/** Over a network less than this, or less than this part of an answer, is not told from its noise. */
const LEAST_GAP_US = 2000;
const LEAST_SHARE = 0.25;
const PLACES = 12;
const PLANTED_PAIRS = 60;
const MOST_SAID = 40;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}

const gapOf = (pairs: readonly Pair[]): number => median(pairs.map(({ hidden, absent }) => hidden - absent));
const absentOf = (pairs: readonly Pair[]): number => median(pairs.map(({ absent }) => absent));

/** Whether the time tells one from the other: in all pairs and in both halves of them, in the same direction. */
export function isTold(pairs: readonly Pair[]): boolean {
  const half = Math.floor(pairs.length / 2);
  const gaps = [pairs, pairs.slice(0, half), pairs.slice(half)].map((some) => {
    if (some.length === 0) return 0;
    const gap = gapOf(some);
    const isWide = Math.abs(gap) > LEAST_GAP_US && Math.abs(gap) > LEAST_SHARE * absentOf(some);
    return isWide ? Math.sign(gap) : 0;
  });
  return gaps.every((sign) => sign === 1) || gaps.every((sign) => sign === -1);
}

const ask: Ask = async (route, reader, place) => {
  const took = fineStopwatch();
  const { status, text } = await route.ask(reader, place);
  const time = took();
  const bare = Object.values(place).reduce((words: string, id: string) => words.replaceAll(id, 'ID'), text);
  return { text: `${String(status)} ${bare}`, took: time };
};

/** A fault for the control: what exists is looked up twice more before the answer. */
const slowWhere =
  (isSlow: (place: Place) => boolean): Ask =>
  async (route, reader, place) => {
    const took = fineStopwatch();
    if (isSlow(place)) for (const _ of [1, 2]) await route.ask(reader, place);
    const { text } = await ask(route, reader, place);
    return { text, took: took() };
  };

class Timing {
  readonly pairs = new Map<string, Pair[]>();
  readonly findings = new Set<string>();
  /** Readers whose role may use a route at all: others are refused before anything is looked up. */
  readonly readersOf = new Map<Route, ApiPerson[]>();

  constructor(
    private readonly hidden: readonly Place[],
    private readonly absent: readonly Place[],
    private readonly readers: readonly ApiPerson[],
    private readonly chance: Chance,
  ) {}

  /** One question for what is there and one for what is not, whichever comes first. */
  async pair(name: string, route: Route, reader: ApiPerson, at: number, by: Ask = ask): Promise<string> {
    const [hidden, absent] = [this.hidden[at]!, this.absent[at]!];
    const isHiddenFirst = this.chance.next() < 0.5;
    const first = await by(route, reader, isHiddenFirst ? hidden : absent);
    const second = await by(route, reader, isHiddenFirst ? absent : hidden);
    const [there, nothing] = isHiddenFirst ? [first, second] : [second, first];
    if (there.text !== nothing.text) this.findings.add(`${name} for ${reader.login}: told apart by what it says`);
    this.pairs.set(name, [...(this.pairs.get(name) ?? []), { hidden: there.took, absent: nothing.took }]);
    return there.text.slice(0, 3);
  }

  /** Also what is asked for the first time, which no cache knows yet. */
  async warmUp(): Promise<void> {
    for (const reader of this.readers) for (const place of absentPlaces(3)) await ask(FILE, reader, place);
    for (let at = 0; at < PLACES; at += 1)
      for (const reader of this.chance.shuffled(this.readers)) await this.pair('first GET case', FILE, reader, at);
    for (const route of ROUTES) {
      const may: ApiPerson[] = [];
      for (const reader of this.readers.filter(({ login }) => route.readers?.includes(login) ?? true)) {
        const statuses = [];
        for (let at = 0; at < PLACES; at += 1) statuses.push(await this.pair('warm-up', route, reader, at));
        if (statuses.every((status) => status === '404')) may.push(reader);
        else if (statuses.some((status) => status !== '403'))
          this.findings.add(`${route.name} for ${reader.login}: ${[...new Set(statuses)].join(', ')}`);
      }
      if (may.length === 0) this.findings.add(`${route.name}: nobody was told that there is nothing`);
      else this.readersOf.set(route, may);
    }
    this.pairs.delete('warm-up');
  }

  async measure(count: number, say: Order['say']): Promise<void> {
    const routes = [...this.readersOf];
    for (let done = 0; done < count; done += 1) {
      const [route, readers] = routes[done % routes.length]!;
      await this.pair(route.name, route, this.chance.one(readers), this.chance.upTo(PLACES - 1));
      if (done % 1000 === 999) say(`${String(done + 1)} pairs`);
    }
  }

  /** Whether an answer that takes longer where there is a case is seen. */
  async planted(): Promise<boolean> {
    const slow = slowWhere((place) => this.hidden.includes(place));
    const readers = this.readersOf.get(FILE) ?? [];
    for (let done = 0; done < PLANTED_PAIRS && readers.length > 0; done += 1)
      await this.pair('planted', FILE, this.chance.one(readers), done % PLACES, slow);
    const isFound = isTold(this.pairs.get('planted') ?? []);
    this.pairs.delete('planted');
    return isFound;
  }
}

function outcomeOf({ pairs, findings, readersOf }: Timing, isPlantedFound: boolean): Outcome {
  const rows = [...pairs].map(([name, some]) => ({ name, some, gap: gapOf(some) }));
  const told = rows.filter(({ some }) => isTold(some));
  const sides = rows.map(({ name, some, gap }) => [
    [`us, hidden: ${name}`, median(some.map(({ hidden }) => hidden))] as const,
    [`us, absent: ${name}`, absentOf(some)] as const,
    [`us, gap: ${name} (${String(some.length)} pairs)`, gap] as const,
  ]);
  return {
    counts: {
      pairs: rows.reduce((sum, { some }) => sum + some.length, 0),
      routes: readersOf.size,
      readers: new Set([...readersOf.values()].flat()).size,
      ...Object.fromEntries(sides.flat()),
      'us, widest gap': Math.max(0, ...rows.map(({ gap }) => Math.abs(gap))),
    },
    findings: [
      ...[...findings].slice(0, MOST_SAID),
      ...told.map(({ name, gap }) => `${name}: told apart by ${String(gap)} microseconds`),
    ],
    controls: { 'what exists is looked up twice more': isPlantedFound },
  };
}

async function startedTiming(api: StartedApi, seed: number): Promise<Timing> {
  const readers = READERS.map((login) => new ApiPerson(api, login));
  return new Timing(await hiddenPlaces(api, PLACES), absentPlaces(PLACES), readers, new Chance(seed));
}

/** Whoever guesses so many addresses is stopped otherwise, which is tested elsewhere. */
const WIDE = { 'reading.margin_cases': 100_000, 'reading.misses_day': 100_000, 'reading.emergencies_week': 100_000 };

async function run({ count, seed, say }: Order): Promise<Outcome> {
  const api = await startedApi({ policyValues: WIDE });
  try {
    const timing = await startedTiming(api, seed);
    await timing.warmUp();
    await timing.measure(count, say);
    return outcomeOf(timing, await timing.planted());
  } finally {
    await api.stop();
  }
}

/** Need to know: what is not visible and what is not there answer alike, in time too. Measured, and for that reason no test. */
export const campaign: Campaign = {
  name: 'timing',
  about: 'the time of an answer does not tell a case that is not visible from one that is not there:',
  unit: 'pairs of questions',
  small: 200,
  full: 10_000,
  run,
};
