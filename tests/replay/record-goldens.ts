/**
 * Records golden histories: `node tests/dist/replay/record-goldens.js [--overwrite] [STORY...]`, from the root
 * of the checkout. Needed when a story is added, or when a release may change what a case does; then read in the
 * difference whether every changed hash was meant.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide, evolve, foldHosted, readModelChanges, type CommandType } from '@caseward/domain';
import { startPostgres } from '@caseward/embedded';
import { appendEvents, archivedHistories } from '@caseward/persistence';
import { stateHash } from '@caseward/security';
import { collectRuns, decodeRun } from '@caseward/temporal';
import { replayCase } from '@caseward/temporal/worker';
import type { CaseActivities } from '@caseward/workflows';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Context } from '@temporalio/activity';
import { PlayedCase } from '../support/case-commands.js';
import { startCaseWorker, workflowBundle, type CaseWorker } from '../support/case-worker.js';
import { timeSkippingEngine, type Engine } from '../support/engine.js';
import { testDatabase } from '../support/postgres.js';
import { testCodec } from '../support/test-codec.js';
import { HISTORIES, type Golden } from './golden.js';
import { STATE_SCHEMA } from './projection.js';
import { STORIES, ToldCase, type Story } from './stories.js';

const codec = testCodec();

/** The same id at every recording. */
function caseIdOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

interface Disturbance {
  on: boolean;
}

/** Activities whose quick form fails while the disturbance is on. */
function disturbed(activities: CaseActivities, disturbance: Disturbance): CaseActivities {
  return {
    ...activities,
    recordDecision: async (decision) => {
      if (disturbance.on && Context.current().info.isLocal) throw new Error('disturbed');
      return await activities.recordDecision(decision);
    },
  };
}

async function orphan(
  kase: PlayedCase,
  worker: CaseWorker,
  next: Awaited<ReturnType<ToldCase['next']>>,
): Promise<void> {
  const before = await kase.state();
  const events = decide(before, next, { now: await kase.now() });
  const changes = readModelChanges(before, events.reduce(evolve, before));
  await appendEvents(worker.record, { caseId: kase.caseId, expectedSeq: before.seq, command: next, events, changes });
}

async function record(story: Story, engine: Engine, database: { readonly url: string }): Promise<Golden> {
  const disturbance: Disturbance = { on: false };
  const worker = await startCaseWorker({
    engine,
    codec,
    database,
    // A queue of its own: the poll of an ended worker can still swallow a task.
    taskQueue: story.name,
    wrap: (activities) => disturbed(activities, disturbance),
    ...(story.continueAfter === undefined ? {} : { settings: { continueAfter: story.continueAfter } }),
  });
  const caseId = caseIdOf(story.name);
  const kase = new PlayedCase({ client: worker.client, record: worker.record, nowMs: engine.nowMs, caseId });
  const told = new ToldCase(kase, story);
  await story.play(told, {
    sleep: (ms) => engine.sleep(ms),
    orphan: async (type: CommandType, payload) => orphan(kase, worker, await told.next(type, payload)),
    disturb: () => void (disturbance.on = true),
  });
  const golden = await goldenOf(story.name, kase, worker, engine);
  await engine.client.workflow.getHandle(caseId).terminate('recorded');
  await worker.stop();
  return golden;
}

/** The hash to arrive at comes from the record, not from the code that is to be judged by it. */
async function goldenOf(name: string, kase: PlayedCase, worker: CaseWorker, engine: Engine): Promise<Golden> {
  const { caseId } = kase;
  const archived = await archivedHistories(worker.record, caseId);
  const runs = await collectRuns(
    engine.client,
    caseId,
    archived.map(({ history }) => decodeRun(history)),
  );
  const replayed = await replayCase(caseId, runs, { bundle: await workflowBundle(), codec });
  const expected = stateHash(foldHosted(caseId, await kase.events()));
  if (replayed.stateHash !== expected || replayed.broken.length > 0) throw new Error(`${name} does not replay`);
  return {
    name,
    caseId,
    schema: STATE_SCHEMA,
    runs: runs.map(({ runId, continuedFrom, history }, index) => {
      const { seq, stateHash: hash, stages } = replayed.runs[index]!;
      return {
        runId,
        continuedFrom,
        seq,
        stateHash: hash!,
        stages,
        history: JSON.parse(historyToJSON(history)) as unknown,
      };
    }),
  };
}

async function main(args: readonly string[]): Promise<void> {
  const overwrite = args.includes('--overwrite');
  const named = args.filter((name) => !name.startsWith('--'));
  const wanted = STORIES.filter(({ name }) => named.length === 0 || named.includes(name));
  const present = wanted.filter(({ name }) => existsSync(join(HISTORIES, `${name}.json`)));
  if (present.length > 0 && !overwrite) {
    throw new Error(`recorded already: ${present.map(({ name }) => name).join(', ')}; say --overwrite if you mean it`);
  }
  await mkdir(HISTORIES, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'caseward-goldens-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  process.env['CASEWARD_TEST_POSTGRES_URL'] = postgres.superUrl;
  const engine = await timeSkippingEngine(codec);
  try {
    const database = await testDatabase();
    for (const story of wanted) {
      const golden = await record(story, engine, database);
      await writeFile(join(HISTORIES, `${story.name}.json`), `${JSON.stringify(golden, null, 1)}\n`);
      console.log(`${story.name}: ${golden.runs.length} run(s), seq ${golden.runs.at(-1)!.seq}`);
    }
  } finally {
    await engine.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
