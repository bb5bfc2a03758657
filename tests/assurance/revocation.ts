import { setTimeout as sleep } from 'node:timers/promises';
import { registeredCase } from '../api/support/casework.js';
import { ApiPerson } from '../api/support/person.js';
import { startedApi, type RunningApi } from '../api/support/running-api.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { kindsOf, sessionEnded, type Kind } from './revocation-kinds.js';
import { Watch, type Seen } from './revocation-watch.js';

/** What is promised. */
const BOUND_MS = 1000;
/** The planted fault acts so much later than it says. */
const PLANTED_MS = 1600;
const CHANGE_EVERY_MS = 150;
/** Whoever reads so much is stopped otherwise, which is tested elsewhere. */
export const WIDE_READING = {
  ...{ 'reading.margin_cases': 100_000, 'reading.misses_day': 100_000, 'reading.emergencies_week': 100_000 },
};

interface Tried {
  readonly kind: string;
  readonly seen: Seen;
}

class Revocations {
  readonly tried: Tried[] = [];
  readonly #cases: string[] = [];
  #isOver = false;

  constructor(
    private readonly api: RunningApi,
    private readonly lookMs: number,
  ) {}

  async prepare(): Promise<Kind[]> {
    const amal = new ApiPerson(this.api, 'cw.amal');
    for (let no = 0; no < 5; no += 1) this.#cases.push(await registeredCase(amal));
    return kindsOf(this.api, this.#cases.slice(1) as [string, string, string, string]);
  }

  /** Kinds beside each other, the trials of one kind one after the other. */
  async go(kinds: readonly Kind[], count: number, say: Order['say']): Promise<void> {
    await Promise.all(
      kinds.map(async (kind, lane) => {
        for (let no = lane; no < count; no += kinds.length) {
          this.tried.push({ kind: kind.name, seen: await this.trial(kind) });
          await kind.restore();
          if (this.tried.length % 100 === 0) say(`${String(this.tried.length)} of ${String(count)} revocations`);
        }
      }),
    );
  }

  async trial(kind: Kind, lookMs = this.lookMs): Promise<Seen> {
    const reader = await kind.reader();
    const { streamEnds, revoke } = kind;
    return new Watch(this.api, { reader, caseId: this.#caseOf(kind), streamEnds, revoke, lookMs }).see();
  }

  /** Says that it is done, and does it later: what a cache of rights would be. */
  async planted(): Promise<Seen> {
    const kind = sessionEnded(this.api, 'planted', 'sup.badr');
    const later = (): Promise<void> => {
      setTimeout(() => void kind.revoke(), PLANTED_MS);
      return Promise.resolve();
    };
    return this.trial({ ...kind, revoke: later }, 0);
  }

  /** Something goes on with the case that the team hears of, all the time. */
  async change(): Promise<void> {
    for (let no = 0; !this.#isOver; no += 1) {
      await this.api.dataSource.query(
        `INSERT INTO caseward.inbox_change (case_id, task_id, kind, team_id, office_id, agency_id)
          VALUES ($1, $2, 'put', 'team-harbour', 'office-coast', 'agency-lantern')`,
        [this.#cases[0], `task-${String(no)}`],
      );
      await this.api.dataSource.query(`SELECT pg_notify('caseward_inbox', '')`);
      await sleep(CHANGE_EVERY_MS);
    }
  }

  end(): void {
    this.#isOver = true;
  }

  #caseOf({ name }: Kind): string {
    const own = [
      'case handed to somebody else',
      'data entry ended',
      'emergency found not justified',
      'emergency ended',
    ];
    return this.#cases[own.indexOf(name) + 1]!;
  }
}

const latest = (seen: readonly Seen[], of: (one: Seen) => number | null): number =>
  Math.max(0, ...seen.map((one) => of(one) ?? 0));
const worstOf = ({ lastReadMs, lastEventMs, streamEndMs }: Seen): number =>
  Math.max(lastReadMs, lastEventMs, streamEndMs ?? 0);

function outcomeOf(tried: readonly Tried[], isFull: boolean, planted: Seen): Outcome {
  const seen = tried.map((one) => one.seen);
  const kinds = [...new Set(tried.map(({ kind }) => kind))];
  const ofKind = (kind: string): Seen[] => tried.filter((one) => one.kind === kind).map((one) => one.seen);
  return {
    counts: {
      revocations: seen.length,
      kinds: kinds.length,
      'successful reads': seen.reduce((sum, { reads }) => sum + reads, 0),
      'events streamed': seen.reduce((sum, { events }) => sum + events, 0),
      'later than a second': seen.filter((one) => worstOf(one) > BOUND_MS).length,
      'ms, last successful read after the acknowledgement': latest(seen, (one) => one.lastReadMs),
      'ms, last event after it': latest(seen, (one) => one.lastEventMs),
      'ms, last end of a stream after it': latest(seen, (one) => one.streamEndMs),
      ...Object.fromEntries(kinds.map((kind) => [`ms, most: ${kind}`, latest(ofKind(kind), worstOf)])),
    },
    findings: [
      ...new Set(tried.flatMap(({ kind, seen: { faults } }) => faults.map((fault) => `${kind}: ${fault}`))),
      // No test asserts a time: only the full campaign, on a machine of its own, holds the bound.
      ...(isFull ? tried : [])
        .filter((one) => worstOf(one.seen) > BOUND_MS)
        .map(({ kind, seen: one }) => `${kind}: ${String(worstOf(one))} ms`),
    ],
    controls: {
      'reads on for longer than a second': planted.lastReadMs > BOUND_MS,
      'hears on for longer than a second': planted.lastEventMs > BOUND_MS && (planted.streamEndMs ?? 0) > BOUND_MS,
    },
  };
}

export async function revocations(api: RunningApi, { count, say }: Order): Promise<Outcome> {
  const isFull = count > campaign.small;
  const work = new Revocations(api, isFull ? BOUND_MS + 100 : 0);
  const kinds = await work.prepare();
  await api.listen();
  const changing = work.change();
  try {
    const [planted] = await Promise.all([work.planted(), work.go(kinds, count, say)]);
    return outcomeOf(work.tried, isFull, planted);
  } finally {
    work.end();
    await changing;
  }
}

async function run(order: Order): Promise<Outcome> {
  const api = await startedApi({ policyValues: WIDE_READING });
  try {
    return await revocations(api, order);
  } finally {
    await api.stop();
  }
}

/** S5: whoever lost the right reads nothing more, and open streams end. */
export const campaign: Campaign = {
  name: 'revocation',
  about: 'a right that was taken is gone for reads and open streams, within a second:',
  unit: 'revocations',
  small: 12,
  full: 1000,
  run,
};
