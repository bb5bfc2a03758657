import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { destroyEndedKeys } from '@caseward/activities';
import { archivedHistories } from '@caseward/persistence';
import { SecretGoneError, type DestroyedKey, type Payload } from '@caseward/security';
import { collectRuns, decodeRun, fetchRun, forgettingCases, type RunHistory } from '@caseward/temporal';
import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import { stateOf } from '../persistence/a-case.js';
import type { DevelopmentEngine } from '../support/engine.js';
import { closedCase, destroyFile, type ClosedCase } from '../support/retention-story.js';
import { testCodec, testKeys } from '../support/test-codec.js';
import { bench } from './bench.js';

const PATIENCE = { timeout: 60_000, interval: 200 };
const RUNS = 3;
/** Of encrypted bytes, what no other bytes have. */
const SAMPLE = 32;

const on = bench({ real: true, settings: { continueAfter: 2 } });

interface InEngine extends ClosedCase {
  /** Stands in the state that each run hands to the next. */
  readonly code: string;
  readonly runs: readonly RunHistory[];
  readonly sealed: readonly Payload[];
}

/** A closed case that the engine knows in several runs. */
async function inEngine(): Promise<InEngine> {
  const { record, client } = on.worker;
  const closed = await closedCase(record, testKeys(), 'invented');
  const { caseId } = closed;
  const runs = await vi.waitFor(async () => {
    await client.sync(caseId);
    const archived = (await archivedHistories(record, caseId)).map(({ history }) => decodeRun(history));
    const found = await collectRuns(on.engine.client, caseId, archived);
    expect(found.length).toBeGreaterThanOrEqual(RUNS);
    return found;
  }, PATIENCE);
  return { ...closed, code: (await stateOf(record, caseId)).caseCode ?? '', runs, sealed: payloadsOf(runs) };
}

/** Of the starts: the later ones carry the state of the case. */
function payloadsOf(runs: readonly RunHistory[]): Payload[] {
  return runs.flatMap(({ history }) => {
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    return started?.input?.payloads ?? [];
  });
}

async function textsOf({ caseId, sealed }: InEngine): Promise<string> {
  const context = { type: 'workflow', namespace: on.engine.namespace, workflowId: caseId } as const;
  const opened = await testCodec().decode([...sealed], context);
  return opened.map(({ data }) => Buffer.from(data ?? []).toString()).join('\n');
}

/** How many of these stand in the files of the engine. */
async function onDisk(samples: readonly Buffer[]): Promise<number> {
  const { folder } = on.engine as DevelopmentEngine;
  const names = (await readdir(folder)).filter((name) => name.startsWith('temporal.db'));
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return samples.filter((sample) => files.some((file) => file.includes(sample))).length;
}

const samplesOf = ({ sealed }: InEngine): Buffer[] =>
  sealed.map(({ data }) => Buffer.from(data ?? []).subarray(-SAMPLE));

/** As the relay of the worker does, round after round. */
async function keyIsDestroyed(): Promise<void> {
  const lines: DestroyedKey[] = [];
  const journal = {
    append: async (more: readonly DestroyedKey[]) => void lines.push(...more),
    read: async () => lines,
  };
  const { record, client } = on.worker;
  const parts = { record, secrets: testKeys().secrets, journal, forget: forgettingCases(client) };
  await vi.waitFor(async () => expect(await destroyEndedKeys(parts)).toBe(1), PATIENCE);
}

it('an erased case is gone from the engine: runs, histories and lists; what its files still hold stays shut [IM-7]', async () => {
  const { client } = on.engine;
  const [gone, kept] = [await inEngine(), await inEngine()];
  expect(await textsOf(gone)).toContain(gone.code);
  expect(await onDisk(samplesOf(gone))).toBe(gone.sealed.length);
  await destroyFile(on.worker.record, gone);
  await keyIsDestroyed();

  for (const runId of [undefined, ...gone.runs.map((run) => run.runId)]) {
    await expect(client.workflow.getHandle(gone.caseId, runId).describe()).rejects.toThrow(WorkflowNotFoundError);
    expect(await fetchRun(client, gone.caseId, runId)).toBeNull();
  }
  const listed = async (caseId: string) => (await client.workflow.count(`WorkflowId = "${caseId}"`)).count;
  expect(await listed(gone.caseId)).toBe(0);
  expect(await archivedHistories(on.worker.record, gone.caseId)).toEqual([]);
  // Freed pages of a database keep old bytes for a while.
  await expect(textsOf(gone)).rejects.toThrow(SecretGoneError);
  expect(await onDisk([Buffer.from(gone.code)])).toBe(0);

  expect(await listed(kept.caseId)).toBeGreaterThanOrEqual(RUNS);
  expect((await on.worker.client.sync(kept.caseId)).events).toEqual([]);
  expect(await textsOf(kept)).toContain(kept.code);
});
