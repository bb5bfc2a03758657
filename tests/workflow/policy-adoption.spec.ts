import { randomUUID } from 'node:crypto';
import { readPolicyDocument } from '@caseward/contracts';
import {
  decide,
  evolve,
  fold,
  fromMs,
  initialState,
  policySnapshot,
  readModelChanges,
  runningObligations,
  type Actor,
  type CaseState,
  type Command,
} from '@caseward/domain';
import {
  adoptionProgress,
  appendEvents,
  obligationsOf,
  orderAdoption,
  publishDocument,
  readRecord,
} from '@caseward/persistence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realMs, stopwatch } from '../support/clock.js';
import { startCaseWorker, type CaseWorker } from '../support/case-worker.js';
import { developmentEngine, type DevelopmentEngine } from '../support/engine.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { testCodec } from '../support/test-codec.js';

const CASES = 200;
const AT_ONCE = 4;
const place = { teamId: 'team-1', officeId: 'office-1', agencyId: 'agency-a' };
const startedMs = realMs() - 2 * 3_600_000;
const at = (minutes: number): string => fromMs(startedMs + minutes * 60_000);
const justNow = (): string => fromMs(realMs() - 1_000);

let engine: DevelopmentEngine;
let database: TestDatabase;
let worker: CaseWorker;

async function startWorker(): Promise<void> {
  worker = await startCaseWorker({ engine, codec: testCodec(), database: { url: database.url, poolSize: 8 } });
}

beforeAll(async () => {
  [engine, database] = await Promise.all([developmentEngine(testCodec()), testDatabase()]);
  await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await engine.stop();
  await database.drop();
});

/** Eight a caseworker, so that nobody is over the limit. */
function story(index: number): Command[] {
  const caseworkerId = `cw-${String(Math.floor(index / 8))}`;
  const actor: Actor = { personId: caseworkerId, role: 'CW', ...place };
  const command = (minutes: number, type: Command['type'], payload: object): Command =>
    ({ commandId: randomUUID(), type, actor, occurredAt: at(minutes), payload }) as Command;
  const owner = { caseworkerId, ...place };
  const yes = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
  const concerns = [{ concernId: 'c1', category: 'neglect', level: 'LOW' }];
  return [
    command(0, 'identifyChild', { source: 'community', owner, policy: policySnapshot() }),
    command(1, 'answerEligibility', yes),
    command(2, 'recordConsent', { participate: true, storeData: true }),
    command(3, 'registerCase', { caseCode: `C-${String(index)}`, concerns }),
  ];
}

/** Straight into the record: the engine starts a case from there when it is first told something. */
async function open(index: number): Promise<string> {
  const caseId = randomUUID();
  let state: CaseState = initialState(caseId);
  for (const command of story(index)) {
    const events = decide(state, command, { now: command.occurredAt });
    const after = events.reduce(evolve, state);
    const changes = readModelChanges(state, after);
    await appendEvents(worker.record, { caseId, expectedSeq: state.seq, command, events, changes });
    state = after;
  }
  return caseId;
}

async function inTurn<Item>(count: number, work: (index: number) => Promise<Item>): Promise<Item[]> {
  const results: Item[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  return results;
}

const STRICTER = `version: sop-stricter-1
title: A stricter version
zone: '+03:00'
effectiveFrom: 2026-01-01
approvedBy: [{ agency: agency-a, by: COORD, on: 2025-12-01 }]
values:
  assessment.low: 4
  plan.low: 10
`;

it(`A31 TIME-7: ${String(CASES)} open cases adopt a stricter version: running clocks keep their dates, the next ones are new, each says its version`, async () => {
  const seeding = stopwatch();
  const cases = await inTurn(CASES, open);
  const seeded = seeding();
  const document = readPolicyDocument(STRICTER);
  const now = justNow();
  const publication = { document, text: STRICTER, approvals: document.approvedBy, publishedBy: 'adm-1' };
  await publishDocument(worker.record, { ...publication, publishedAt: now });
  const adoptionId = randomUUID();
  const scope = { kind: 'agency', id: 'agency-a' } as const;
  await orderAdoption(worker.record, {
    adoptionId,
    version: document.version,
    scope,
    orderedBy: 'adm-1',
    orderedAt: now,
  });
  const before = await inTurn(CASES, (index) => obligationsOf(worker.record, cases[index]!));

  const adopting = stopwatch();
  await worker.client.adoptPolicy(adoptionId);
  const handle = engine.client.workflow.getHandle(`policy-adoption-${adoptionId}`);
  // The worker dies in the middle; the order goes on where it was.
  await expect
    .poll(async () => (await adoptionProgress(worker.record, adoptionId))?.adopted, { timeout: 60_000 })
    .toBeGreaterThan(20);
  await worker.stop();
  await startWorker();
  const reached = await adoptionProgress(worker.record, adoptionId);
  expect(reached?.pending).toBeGreaterThan(0);
  await worker.client.adoptPolicy(adoptionId);
  await handle.result();
  const adopted = adopting();
  expect(await adoptionProgress(worker.record, adoptionId)).toMatchObject({
    cases: CASES,
    adopted: CASES,
    pending: 0,
    refusals: [],
  });

  const after = await inTurn(CASES, (index) => obligationsOf(worker.record, cases[index]!));
  expect(after).toEqual(before);
  expect(after.flat()).toHaveLength(CASES);
  expect(new Set(after.flat().map(({ derivation }) => derivation.policyVersion))).toEqual(new Set(['sop-default-1']));

  const working = stopwatch();
  const states = await inTurn(CASES, async (index) => {
    const caseId = cases[index]!;
    const actor: Actor = { personId: `cw-${String(Math.floor(index / 8))}`, role: 'CW', ...place };
    await worker.client.execute(caseId, {
      commandId: randomUUID(),
      type: 'completeAssessment',
      actor,
      occurredAt: fromMs(realMs()),
      payload: {},
    });
    return fold(caseId, await readRecord(worker.record, caseId));
  });
  const worked = working();
  const plans = states.flatMap((state) => runningObligations(state, now).filter(({ kind }) => kind === 'plan'));
  expect(plans).toHaveLength(CASES);
  const saying = new Set(plans.map(({ derivation }) => `${derivation.policyVersion} ${derivation.term}`));
  expect(saying).toEqual(new Set(['sop-stricter-1 10 days']));
  const met = states.map((state) => Object.values(state.obligations).find(({ kind }) => kind === 'assessment'));
  expect(new Set(met.map((duty) => `${String(duty?.derivation.policyVersion)} ${String(duty?.status)}`))).toEqual(
    new Set(['sop-default-1 met']),
  );
  console.log(
    `${String(CASES)} cases: put into the record in ${String(seeded)} ms, adopted in ${String(adopted)} ms with a dying worker ` +
      `(${String(reached?.adopted)} before it died), next clock armed in ${String(worked)} ms`,
  );
}, 240_000);
