import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeSpeed, keyFileOf, localStack, seedDemo } from '@caseward/cli';
import { createClock } from '@caseward/config';
import { simulatedInstant, toMs, type ClockSegment } from '@caseward/domain';
import type { Stack } from '@caseward/embedded';
import {
  addClockSegment,
  archivedHistories,
  breachesOf,
  confirmCase,
  openDataSource,
  readClockSegments,
} from '@caseward/persistence';
import { loadKeyring, type EncryptingPayloadCodec } from '@caseward/security';
import {
  CaseClient,
  connectEngine,
  decodeRun,
  encodeRun,
  type EngineConnection,
  type RunHistory,
} from '@caseward/temporal';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PlayedCase } from '../support/case-commands.js';
import { recordLookup } from '../support/case-worker.js';
import '../support/runtime.js';
import { replaceKeys } from './key-commands.js';
import { caseward } from './support.js';
import { changedPayloads, contentsOf, withoutTimers } from './tampering.js';

const TWO_DAYS_A_SECOND = 172_800;
const PATIENCE = { timeout: 120_000, interval: 100 };
const ORIGIN = '2026-03-02T06:00:00.000Z';
const { realMs } = createClock();

let folder: string;
let dataDir: string;
let stack: Stack;
let engine: EngineConnection;
let codec: EncryptingPayloadCodec;
/** As the programs, and as the one role that could change the archive. */
let record: DataSource;
let owner: DataSource;
let segments: ClockSegment[];
let cases: PlayedCase[];

const operator = (...args: string[]) => caseward([...args, '--data', dataDir]);
const archivedOf = ({ caseId }: PlayedCase) => archivedHistories(record, caseId);

/** Three cases whose runs are short, so that each has several of them. */
async function playCases(): Promise<void> {
  const client = new CaseClient(engine.client, {
    patienceMs: 60_000,
    record: recordLookup(record),
    settings: { continueAfter: 3 },
  });
  const nowMs = async (): Promise<number> => toMs(simulatedInstant(segments, realMs()));
  cases = [0, 1, 2].map(() => new PlayedCase({ client, record, nowMs }));
  const [low, medium, high] = cases;
  await Promise.all([low!.implement('LOW'), medium!.implement('MEDIUM'), high!.register('HIGH')]);
}

/** Until every case missed a deadline and has finished runs in the archive; then time stands still again. */
async function letTimePass(): Promise<void> {
  const { databaseUrl } = stack.urls;
  await changeSpeed(databaseUrl, TWO_DAYS_A_SECOND);
  await vi.waitFor(async () => {
    for (const kase of cases) {
      expect((await breachesOf(record, kase.caseId)).length).toBeGreaterThan(0);
      expect((await archivedOf(kase)).length).toBeGreaterThan(0);
    }
  }, PATIENCE);
  const { realFromMs } = (await changeSpeed(databaseUrl, 0)).at(-1)!;
  await vi.waitFor(() => expect(realMs()).toBeGreaterThan(realFromMs), PATIENCE);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-operator-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  stack = localStack({
    dataDir,
    simulation: true,
    headless: true,
    env: { CASEWARD_STANDING_DUTIES: 'false', CASEWARD_CHECKPOINT_EVERY_SECONDS: '1' },
    seed: async (seeded) => {
      await seedDemo(seeded);
      await addClockSegment(seeded, { realFromMs: realMs(), simulatedFrom: ORIGIN, speed: 0 });
    },
  });
  await stack.startAll();
  ({ codec } = await loadKeyring({ path: keyFileOf(dataDir), environment: 'production' }));
  engine = connectEngine(stack.temporal, codec);
  record = await openDataSource({ url: stack.urls.databaseUrl, poolSize: 3 });
  owner = await openDataSource({ url: stack.urls.databaseAdminUrl, poolSize: 1 });
  segments = await readClockSegments(record);
  await playCases();
  await letTimePass();
});

afterAll(async () => {
  await engine?.close();
  await record?.destroy();
  await owner?.destroy();
  await stack?.stopAll();
  await rm(folder, { recursive: true, force: true });
});

describe('rebuild', () => {
  it('compares the read models with the record', async () => {
    const checked = await operator('rebuild', '--check', '--json');
    expect(checked.code, checked.stderr).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, cases: 3, differingCases: 0, first: null });
  });

  it('names the first difference, and writes anew what differs', async () => {
    const { caseId } = cases[0]!;
    const planted = `UPDATE caseward.obligation SET end_cause = 'planted' WHERE case_id = $1 AND kind = 'plan'`;
    await record.query(planted, [caseId]);
    const checked = await operator('rebuild', '--check');
    expect(checked.code).toBe(1);
    for (const word of [caseId, 'obligation', 'end_cause', '"planted"']) expect(checked.stdout).toContain(word);
    const replayed = await operator('replay', caseId);
    expect(replayed.code).toBe(1);
    expect(replayed.stdout).toMatch(/the read model differs .* obligation plan.*end_cause/);
    const rebuilt = await operator('rebuild');
    expect(rebuilt.code, rebuilt.stderr).toBe(0);
    expect(rebuilt.stdout).toContain('1 case differs, 1 written anew');
    expect((await operator('rebuild', '--check')).code).toBe(0);
  });
});

describe('replay', () => {
  it('executes live and archived runs of every case on the clock of the deployment', async () => {
    const replayed = await operator('replay', '--all', '--json');
    expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
    const lines = replayed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(4);
    for (const kase of cases) {
      const line = lines.find(({ caseId }) => caseId === kase.caseId);
      expect(line).toMatchObject({ ok: true, seq: (await kase.events()).length, difference: null });
      expect(line?.['archived']).toBe((await archivedOf(kase)).length);
      expect(line?.['runs']).toBeGreaterThan(1);
    }
    expect(lines.at(-1)).toMatchObject({ ok: true, cases: 3, differing: 0, first: null });
  });

  const changeArchive = async (runId: string, run: RunHistory): Promise<void> => {
    await owner.query('UPDATE caseward.workflow_history SET history = $2 WHERE run_id = $1', [
      runId,
      encodeRun(run).history,
    ]);
  };

  it.each([
    {
      plant: 'a recorded result that says something else',
      has: '"type":"CaseRegistered"',
      spoil: (run: RunHistory) =>
        changedPayloads(run, codec, (text) => text.replaceAll('"caseCode":"CW-', '"caseCode":"XX-')),
      finds: /after event \d+ the state differs from the fold of the record in caseCode/,
    },
    {
      plant: 'a timer that the code does not start',
      has: 'timer',
      spoil: async (run: RunHistory) => withoutTimers(run),
      finds: /today's code does not follow the history/,
    },
  ])('finds $plant in an archived run', async ({ has, spoil, finds }) => {
    const kase = cases[1]!;
    const { runId, history } = await archivedRunWith(kase, has);
    await changeArchive(runId, await spoil(decodeRun(history)));
    const replayed = await operator('replay', kase.caseId);
    expect(replayed.code).toBe(1);
    expect(replayed.stdout).toMatch(finds);
    expect(replayed.stdout).toContain(runId);
    await changeArchive(runId, decodeRun(history));
    const repaired = await operator('replay', (await kase.state()).caseCode!);
    expect(repaired.code, repaired.stdout + repaired.stderr).toBe(0);
  });

  it('does not know a case that is not there', async () => {
    const replayed = await operator('replay', 'C-NOBODY');
    expect(replayed).toMatchObject({ code: 2, stdout: '' });
    expect(replayed.stderr).toContain('there is no case C-NOBODY');
  });
});

async function archivedRunWith(
  kase: PlayedCase,
  what: string,
): Promise<{ readonly runId: string; readonly history: Buffer }> {
  for (const { runId, history } of await archivedOf(kase)) {
    if ((await contentsOf(decodeRun(history), codec)).includes(what)) return { runId, history };
  }
  throw new Error(`no archived run of the case has ${what}`);
}

describe('engine rebuild', () => {
  it('leaves cases alone that run', async () => {
    const rebuilt = await operator('engine', 'rebuild', '--json');
    expect(rebuilt.code, rebuilt.stderr).toBe(0);
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ total: 3, cases: 3, started: 0 });
  });

  it('starts a case again whose workflow somebody ended, and a replay follows both lives of it', async () => {
    const kase = cases[0]!;
    const { caseId } = kase;
    // On a slow machine every duty so far has climbed to its end: this contact starts a clock that is still running.
    const { seq } = await kase.send('recordFollowUp', { reached: 'child', channel: 'visit' });
    // Otherwise the relay, which tells cases with unconfirmed commands to read their record, may start it again first.
    await confirmCase(record, caseId, seq);
    await engine.client.workflow.getHandle(caseId).terminate('an operator erred');
    const silent = await operator('replay', caseId);
    expect(silent.code).toBe(1);
    expect(silent.stdout).toMatch(/no workflow of the case runs, although it awaits .*caseward engine rebuild/);
    const rebuilt = await operator('engine', 'rebuild', '--json');
    expect(JSON.parse(rebuilt.stdout)).toMatchObject({ started: 1 });
    const replayed = await operator('replay', caseId, '--json');
    expect(replayed.code, replayed.stdout + replayed.stderr).toBe(0);
    const [line = ''] = replayed.stdout.split('\n');
    const { runs, archived } = JSON.parse(line) as Record<'runs' | 'archived', number>;
    expect(runs).toBe(archived + 1);
  });
});

describe('indicators', () => {
  it('shows what may leave the agencies: whole months, small counts hidden [IM-9]', async () => {
    const month = await operator('indicators', '--period', '2026-02', '--by', 'sex', '--json');
    expect(month.code, month.stderr).toBe(0);
    const hidden = { from: '2026-02-01', to: '2026-02-28', scope: 'all', areSmallCountsHidden: true };
    expect(JSON.parse(month.stdout)).toMatchObject(hidden);
    const year = await operator('indicators', '--period', '2026');
    expect([year.code, year.stderr]).toEqual([2, expect.stringContaining('IM-9')]);
  });

  it('shows somebody the own place, and nobody who has none [SPEC-7] [SPEC-2]', async () => {
    const sheet = await operator('indicators', '--period', '2026', '--as', 'head.lena', '--csv');
    expect(sheet.code, sheet.stderr).toBe(0);
    expect(sheet.stdout).toMatch(/^\uFEFF?indicator,name,/);
    expect((await operator('indicators', '--period', '2026', '--as', 'admin.sami')).code).toBe(2);
    expect((await operator('indicators', '--period', 'June')).code).toBe(2);
  });
});

describe('doctor', () => {
  it('finds nothing wrong with what runs', async () => {
    const looked = await operator('doctor');
    expect(looked.code, looked.stdout).toBe(0);
    expect(looked.stdout).toMatch(/✓ database +answers; every migration is done[^]*✓ audit trail +signed \d+ s ago/);
    expect(looked.stdout).toMatch(/✓ Temporal +answers/);
  });

  it('names the fix for a database that may lose what it acknowledged', async () => {
    await owner.query('ALTER DATABASE caseward SET synchronous_commit = off');
    const looked = await operator('doctor');
    await owner.query('ALTER DATABASE caseward RESET synchronous_commit');
    expect(looked.code).toBe(1);
    expect(looked.stdout).toMatch(/PostgreSQL runs with synchronous_commit = off[^]*Fix: ALTER SYSTEM SET/);
  });

  it('names the fix for a key file that others may read', async () => {
    await chmod(keyFileOf(dataDir), 0o644);
    const looked = await operator('doctor');
    await chmod(keyFileOf(dataDir), 0o600);
    expect(looked.code).toBe(1);
    expect(looked.stdout).toContain(`Fix: chmod 600 ${keyFileOf(dataDir)}`);
  });
});

describe('audit verify', () => {
  it('finds the trail and every case as the worker signed them in a second place [IM-6]', async () => {
    await vi.waitFor(async () => {
      const verified = await operator('audit', 'verify', '--json');
      expect(verified.code, verified.stdout + verified.stderr).toBe(0);
      expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, cases: 3, uncopied: 0, findings: 0 });
      expect(verified.stderr).not.toContain('nothing was signed yet');
    }, PATIENCE);
  });
});

it('new keys open what old ones wrote', () => replaceKeys({ operator, record, dataDir, caseId: cases[0]!.caseId }));

describe('every one of them', () => {
  it.each([
    ['rebuild', '--check'],
    ['replay', '--all'],
    ['engine', 'rebuild'],
  ])('says that nothing runs: %s', async (...args) => {
    const refused = await caseward([...args, '--data', join(folder, 'nowhere')]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/nothing runs on .*nowhere\nFix: /);
  });
});
