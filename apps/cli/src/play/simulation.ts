import { createClock } from '@caseward/config';
import type { Directory } from '@caseward/contracts';
import type { Stack, StackPorts } from '@caseward/embedded';
import {
  laterOf,
  simulatedInstant,
  toMs,
  type ClockSegment,
  type Instant,
  type PolicySnapshot,
} from '@caseward/domain';
import {
  addClockSegment,
  openDataSource,
  publishDocument,
  publishPolicy,
  readClockSegments,
  row,
} from '@caseward/persistence';
import type { NamedDocument } from '@caseward/scenario';
import type { DataSource } from 'typeorm';
import { localStack } from '../stack/local-stack.js';
import { seedDirectory } from '../stack/seed.js';

export interface SimulationOptions {
  readonly dataDir: string;
  /** Where simulated time begins, on a deployment that has none yet. */
  readonly origin: Instant;
  /** The last moment that a broken-off run is known to have reached. */
  readonly reached?: Instant | undefined;
  /** Simulated seconds in a real second. */
  readonly speed: number;
  /** Other speeds, each from an instant of the clock on: slow where much happens, fast where nothing does. */
  readonly paces?: readonly Pace[];
  readonly policy: PolicySnapshot;
  /** Further versions, each in force from its day on. */
  readonly laterPolicies?: readonly NamedDocument[];
  readonly directories: readonly Directory[];
  readonly password: string;
  readonly say?: (line: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  readonly ports?: StackPorts;
  readonly headless?: boolean;
}

export interface Pace {
  readonly from: Instant;
  readonly speed: number;
}

export interface Simulation {
  readonly stack: Stack;
  readonly segments: readonly ClockSegment[];
  now(): Instant;
}

/** A segment is announced so long before it begins that API and workers have all loaded it by then. */
const ANNOUNCED_MS = 4_000;
/** A worker that took long to start takes long to change its clock: the machine is slow or busy. */
const SHARE_OF_START = 0.5;

const clock = createClock();

async function lastRecorded(record: DataSource): Promise<Instant | null> {
  const found = await row<{ at: Instant | null }>(record, 'SELECT max(recorded_at) AS at FROM caseward.case_event');
  return found?.at ?? null;
}

/**
 * The clock stands still until everything runs. After a break it stands at the last moment that anything is known of:
 * the hours that nobody played are not to count as missed.
 */
async function freezeClock(record: DataSource, { origin, reached }: SimulationOptions): Promise<void> {
  const segments = await readClockSegments(record);
  const moments = [origin, reached ?? null, segments.length === 0 ? null : await lastRecorded(record)];
  const simulatedFrom = moments.filter((moment) => moment !== null).reduce(laterOf);
  const last = segments.at(-1);
  const realFromMs = Math.max(clock.realMs(), (last?.realFromMs ?? 0) + 1);
  await addClockSegment(record, { realFromMs, simulatedFrom, speed: 0 });
}

/** The segments of a clock that changes its pace, known beforehand so that nobody is surprised by a change. */
export function withPaces(first: ClockSegment, paces: readonly Pace[]): ClockSegment[] {
  const line = [first];
  let last = first;
  for (const { from, speed } of paces) {
    const realFromMs = Math.ceil(last.realFromMs + (toMs(from) - toMs(last.simulatedFrom)) / last.speed);
    last = { realFromMs, simulatedFrom: simulatedInstant(line, realFromMs), speed };
    line.push(last);
  }
  return line;
}

/** From a moment soon to come, simulated time runs at another speed. @returns the whole line of the clock */
export async function changeSpeed(
  databaseUrl: string,
  speed: number,
  announcedMs = ANNOUNCED_MS,
  paces: readonly Pace[] = [],
): Promise<ClockSegment[]> {
  const record = await openDataSource({ url: databaseUrl, poolSize: 1, applicationName: 'caseward-clock' });
  try {
    const realFromMs = clock.realMs() + announcedMs;
    const segments = await readClockSegments(record);
    const simulatedFrom = simulatedInstant(segments, realFromMs);
    const added = withPaces({ realFromMs, simulatedFrom, speed }, paces);
    for (const segment of added) await addClockSegment(record, segment);
    return [...segments, ...added];
  } finally {
    await record.destroy();
  }
}

const PUBLISHED = '2000-01-01T00:00:00.000Z';

/** A whole deployment on a simulation clock; returns when the clock has begun to run. */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { dataDir, policy, laterPolicies, directories, password, say, env, ports, headless } = options;
  const stack = localStack({
    dataDir,
    simulation: true,
    supervise: true,
    headless: headless ?? true,
    ...(say === undefined ? {} : { say }),
    // A scenario opens the duty files that it is about.
    env: { CASEWARD_STANDING_DUTIES: 'false', ...env },
    ...(ports === undefined ? {} : { ports }),
    seed: async (record, keys) => {
      for (const directory of directories) await seedDirectory(record, directory, password, keys);
      await publishPolicy(record, policy, PUBLISHED);
      for (const { document, text } of laterPolicies ?? []) {
        const { approvedBy: approvals } = document;
        await publishDocument(record, { document, text, approvals, publishedBy: 'scenario', publishedAt: PUBLISHED });
      }
      await freezeClock(record, options);
    },
  });
  const began = clock.realMs();
  await stack.startAll();
  const announcedMs = Math.max(ANNOUNCED_MS, SHARE_OF_START * (clock.realMs() - began));
  const segments = await changeSpeed(stack.urls.databaseUrl, options.speed, Math.round(announcedMs), options.paces);
  return { stack, segments, now: () => simulatedInstant(segments, clock.realMs()) };
}
