import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFileOf, localStack, seedDemo } from '@caseward/cli';
import { createClock } from '@caseward/config';
import {
  DAY_MS,
  fixedZone,
  fold,
  MINUTE_MS,
  policySnapshot,
  toMs,
  type CaseState,
  type PolicySnapshot,
} from '@caseward/domain';
import type { Stack } from '@caseward/embedded';
import {
  breachesOf,
  confirmCase,
  escalationsOf,
  obligationsOf,
  openDataSource,
  readRecord,
} from '@caseward/persistence';
import { loadKeyring, stateHash } from '@caseward/security';
import { CaseClient, connectEngine, fetchRun, type EngineConnection } from '@caseward/temporal';
import { STATE_QUERY } from '@caseward/workflows/messages';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PlayedCase, SUPERVISOR } from '../support/case-commands.js';
import { recordLookup } from '../support/case-worker.js';
import '../support/runtime.js';
import { caseward } from './support.js';

/** Every stage that has a clock, at every level, and how many days ago its last act was for the clock to end today. */
const KINDS = [
  { stage: 'registered', level: 'LOW', daysAgo: 7 },
  { stage: 'registered', level: 'MEDIUM', daysAgo: 3 },
  { stage: 'registered', level: 'HIGH', daysAgo: 0 },
  { stage: 'assessed', level: 'LOW', daysAgo: 14 },
  { stage: 'assessed', level: 'MEDIUM', daysAgo: 7 },
  { stage: 'assessed', level: 'HIGH', daysAgo: 3 },
  { stage: 'planned', level: 'LOW', daysAgo: 2 },
  { stage: 'implementing', level: 'LOW', daysAgo: 14 },
  { stage: 'implementing', level: 'MEDIUM', daysAgo: 7 },
  { stage: 'implementing', level: 'HIGH', daysAgo: 3 },
] as const;
type Kind = (typeof KINDS)[number];

const CASES = 60;
const AT_ONCE = 8;
const APART_MS = 150;
/** Sixty deadlines within nine seconds of a slow machine. */
const SOON_MS = 10_000;
const { realMs } = createClock();

let folder: string;
let dataDir: string;
let stack: Stack;
let record: DataSource;
let engine: EngineConnection;
/** When everything had started for the first time: slow machines get later deadlines. */
let startMs: number;

async function start(): Promise<void> {
  stack = localStack({ dataDir, headless: true, seed: seedDemo, env: { CASEWARD_STANDING_DUTIES: 'false' } });
  await stack.startAll();
  const { codec } = await loadKeyring({ path: keyFileOf(dataDir), environment: 'production' });
  engine = connectEngine(stack.temporal, codec);
  record = await openDataSource({ url: stack.urls.databaseUrl, poolSize: 3 });
}

async function stop(): Promise<void> {
  await engine?.close();
  await record?.destroy();
  await stack?.stopAll();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-lost-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  const began = realMs();
  await start();
  startMs = realMs() - began;
});

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Real time and the usual terms; only the zone is moved so that its day ends at the wanted moment. */
function policyWithMidnightAt(ms: number): PolicySnapshot {
  return policySnapshot('sop-default-1', {}, fixedZone('test', -(ms % DAY_MS) / MINUTE_MS));
}

async function openCase(client: CaseClient, { stage, level, daysAgo }: Kind, dueMs: number): Promise<string> {
  const kase = new PlayedCase({ client, record, nowMs: async () => realMs() - daysAgo * DAY_MS });
  const encounter = level === 'HIGH' ? { encounterId: 'e1' } : {};
  await kase.consent(policyWithMidnightAt(dueMs));
  await kase.send('registerCase', {
    caseCode: kase.caseId,
    concerns: [{ concernId: 'c1', category: 'neglect', level }],
    ...encounter,
  });
  if (stage !== 'registered') await kase.send('completeAssessment', encounter);
  if (stage === 'planned' || stage === 'implementing')
    await kase.send('agreePlan', { involved: ['child', 'caregiver'] });
  if (stage === 'implementing') await kase.send('signOffPlan', {}, SUPERVISOR);
  // As the API does: what the engine is known to hold is none of the relay's business.
  await confirmCase(record, kase.caseId, (await kase.state()).seq);
  return kase.caseId;
}

async function openCases(firstDueMs: number): Promise<string[]> {
  const client = new CaseClient(engine.client, { patienceMs: 60_000, record: recordLookup(record) });
  const caseIds: string[] = [];
  const numbers = Array.from({ length: CASES }, (_, number) => number);
  const takeNext = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      caseIds.push(await openCase(client, KINDS[number % KINDS.length]!, firstDueMs + number * APART_MS));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  return caseIds;
}

interface Deadline {
  readonly caseId: string;
  readonly key: string;
  readonly overdueFrom: string;
}

async function deadlinesUntil(caseIds: readonly string[], lastMs: number): Promise<Deadline[]> {
  const all = await Promise.all(
    caseIds.map(async (caseId) => (await obligationsOf(record, caseId)).map((duty) => ({ caseId, ...duty }))),
  );
  return all.flat().filter(({ status, overdueFrom }) => status === 'open' && toMs(overdueFrom) <= lastMs);
}

/** What came of a deadline: a breach, or an escalation alone where a miss is none. */
async function missOf({ caseId, key }: Deadline): Promise<string | undefined> {
  const [breaches, escalations] = [await breachesOf(record, caseId), await escalationsOf(record, caseId)];
  return breaches.find((each) => each.key === key)?.raisedAt ?? escalations.find((each) => each.key === key)?.openedAt;
}

/** When the record learned of the miss. */
async function recordingOf({ caseId, key, overdueFrom }: Deadline): Promise<string> {
  const events = await readRecord(record, caseId);
  const miss = events.find(
    (event) => (event.type === 'BreachRaised' || event.type === 'EscalationOpened') && event.data.key === key,
  );
  expect(miss?.occurredAt).toBe(overdueFrom);
  return miss!.recordedAt;
}

const isKnown = async (caseId: string): Promise<boolean> => (await fetchRun(engine.client, caseId)) !== null;

it('every deadline of sixty open cases fires at its instant although the engine lost everything', async () => {
  const firstMs = Math.round(realMs() + 34_000 + startMs);
  const lastMs = firstMs + CASES * APART_MS;
  const caseIds = await openCases(firstMs);
  const deadlines = await deadlinesUntil(caseIds, lastMs);
  expect(deadlines).toHaveLength(CASES);

  await stop();
  await rm(join(dataDir, 'temporal'), { recursive: true });
  await start();
  expect((await Promise.all(caseIds.map(isKnown))).filter(Boolean)).toEqual([]);
  const rebuilt = await caseward(['engine', 'rebuild', '--json', '--data', dataDir]);
  const rebuiltMs = realMs();
  expect(rebuilt.code, rebuilt.stderr).toBe(0);
  const counted = { total: CASES, cases: CASES, started: CASES, running: 0, quiet: 0, orders: 0 };
  expect(JSON.parse(rebuilt.stdout)).toEqual(counted);
  console.log(
    `the engine of ${CASES} cases was rebuilt ${Math.round((firstMs - rebuiltMs) / 1000)} s before the first deadline`,
  );

  const patience = { timeout: Math.max(0, lastMs - realMs()) + 60_000, interval: 250 };
  await vi.waitFor(async () => {
    for (const deadline of deadlines) expect(await missOf(deadline)).toBe(deadline.overdueFrom);
  }, patience);
  const lateMs = await Promise.all(
    deadlines.map(
      async (deadline) => toMs(await recordingOf(deadline)) - Math.max(toMs(deadline.overdueFrom), rebuiltMs),
    ),
  );
  console.log(`every deadline fired within ${Math.max(...lateMs)} ms`);
  expect(Math.max(...lateMs)).toBeLessThan(SOON_MS);

  for (const caseId of caseIds) {
    const held = await engine.client.workflow.getHandle(caseId).query<CaseState>(STATE_QUERY);
    expect(stateHash(held)).toBe(stateHash(fold(caseId, await readRecord(record, caseId))));
  }
  const checked = await caseward(['rebuild', '--check', '--data', dataDir]);
  expect(checked.code, checked.stdout + checked.stderr).toBe(0);
  const replayed = await caseward(['replay', '--all', '--data', dataDir]);
  expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
});
