import {
  dutyReadModelOf,
  foldHosted,
  isDutyState,
  readModelOf,
  type CaseEvent,
  type HostedChanges,
  type HostedEvent,
} from '@caseward/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { changesJson } from './columns.js';
import { differencesBetween, type Difference, type ExpectedModel } from './compare.js';
import { guarded } from './errors.js';
import { liveReadModels, type LiveReadModel } from './live-read-models.js';
import { rows, type Sql } from './query.js';
import { countRecordedCases, readRecords } from './record.js';

export interface RebuildProgress {
  readonly cases: number;
  readonly totalCases: number;
  readonly events: number;
}

export interface RebuildSettings {
  /** True: compare and change nothing. False: write what differs. */
  readonly check: boolean;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Cases compared in one snapshot; default 100. */
  readonly batchSize?: number;
}

export interface RebuildReport {
  readonly cases: number;
  readonly events: number;
  /** Cases whose rows differ from the fold of their events, or that have rows without any event. */
  readonly differingCases: number;
  readonly first: Difference | null;
  /** Cases whose rows were written anew. */
  readonly rewrittenCases: number;
}

/**
 * Folds the record of every case and compares the result with the read models.
 * A check reads each batch in one snapshot and disturbs no writer; a repair takes the lock of each differing case.
 */
export async function rebuild(dataSource: DataSource, settings: RebuildSettings): Promise<RebuildReport> {
  const batchSize = settings.batchSize ?? 100;
  const totalCases = await countRecordedCases(dataSource);
  let [cases, events, differingCases, rewrittenCases] = [0, 0, 0, 0];
  let first: Difference | null = null;
  for (let after: string | null = null; ;) {
    const batch: Batch = await compareBatch(dataSource, after, batchSize);
    cases += batch.caseIds.length;
    events += batch.events;
    differingCases += batch.differing.size;
    first ??= [...batch.differing.values()][0] ?? null;
    settings.onProgress?.({ cases, totalCases, events });
    if (!settings.check) {
      for (const caseId of batch.differing.keys()) rewrittenCases += Number(await rewriteCase(dataSource, caseId));
    }
    after = batch.caseIds.at(-1) ?? null;
    if (after === null || batch.caseIds.length < batchSize) break;
  }
  return { cases, events, differingCases, first, rewrittenCases };
}

export interface CaseExamination {
  /** The record of the case; empty for an unknown one. */
  readonly events: readonly CaseEvent[];
  /** Where its read models differ first. */
  readonly difference: Difference | null;
}

/** One case as of one moment: its record, and whether its read models follow from it. */
export async function examineCase(dataSource: DataSource, caseId: string): Promise<CaseExamination> {
  return guarded(() =>
    dataSource.transaction('REPEATABLE READ', async (sql) => {
      const events = (await readRecords(sql, [caseId])).get(caseId) ?? [];
      const live = (await liveReadModels(sql, [caseId])).get(caseId) ?? null;
      const [difference = null] = differencesBetween(caseId, expectedOf(caseId, events), live);
      return { events, difference };
    }),
  );
}

interface Batch {
  /** In order, without repetition. */
  readonly caseIds: readonly string[];
  readonly events: number;
  /** The first difference of each differing case. */
  readonly differing: ReadonlyMap<string, Difference>;
}

async function compareBatch(dataSource: DataSource, after: string | null, batchSize: number): Promise<Batch> {
  return guarded(() =>
    dataSource.transaction('REPEATABLE READ', async (sql) => {
      const caseIds = await caseIdsAfter(sql, after, batchSize);
      const [record, live] = [await readRecords(sql, caseIds), await liveReadModels(sql, caseIds)];
      const differing = new Map<string, Difference>();
      let events = 0;
      for (const caseId of caseIds) {
        const recorded = record.get(caseId) ?? [];
        events += recorded.length;
        const [difference] = differencesBetween(caseId, expectedOf(caseId, recorded), live.get(caseId) ?? null);
        if (difference !== undefined) differing.set(caseId, difference);
      }
      return { caseIds, events, differing };
    }),
  );
}

function expectedOf(caseId: string, events: readonly HostedEvent[]): ExpectedModel | null {
  if (events.length === 0) return null;
  const state = foldHosted(caseId, events);
  return isDutyState(state) ? dutyReadModelOf(state) : readModelOf(state);
}

/** Also cases that only have rows and no event: they should not be. */
async function caseIdsAfter(sql: Sql, after: string | null, limit: number): Promise<string[]> {
  const part = (table: string) =>
    `(SELECT DISTINCT case_id FROM caseward.${table} WHERE $1::uuid IS NULL OR case_id > $1 ORDER BY case_id LIMIT $2)`;
  const tables = [
    'case_event',
    'case_summary',
    'duty_file',
    'obligation',
    'breach',
    'escalation',
    'task',
    'case_guest',
    'case_custody',
    'emergency_access',
  ];
  const found = await rows<{ case_id: string }>(sql, `${tables.map(part).join(' UNION ')} ORDER BY case_id LIMIT $2`, [
    after,
    limit,
  ]);
  return found.map(({ case_id: caseId }) => caseId);
}

/** Under the lock: what differed a moment ago may be right by now. @returns whether something was written */
async function rewriteCase(dataSource: DataSource, caseId: string): Promise<boolean> {
  return guarded(() =>
    dataSource.transaction(async (sql) => {
      await rows(sql, 'SELECT caseward.lock_case($1)', [caseId]);
      const expected = expectedOf(caseId, (await readRecords(sql, [caseId])).get(caseId) ?? []);
      const live = (await liveReadModels(sql, [caseId])).get(caseId) ?? null;
      if (differencesBetween(caseId, expected, live).length === 0) return false;
      await removeUnexpected(sql, caseId, expected);
      if (expected !== null) {
        await rows(sql, 'SELECT caseward.write_read_model($1, $2)', [caseId, changesJson(wholly(expected, live))]);
      }
      return true;
    }),
  );
}

function wholly(expected: ExpectedModel, live: LiveReadModel | null): HostedChanges {
  const wanted = new Set(expected.tasks.map(({ taskId }) => taskId));
  const removedTaskIds = (live?.tasks ?? []).map(({ taskId }) => taskId).filter((taskId) => !wanted.has(taskId));
  return 'case' in expected ? { ...expected, removedTaskIds, removedGuestIds: [] } : { ...expected, removedTaskIds };
}

async function removeUnexpected(sql: EntityManager, caseId: string, expected: ExpectedModel | null): Promise<void> {
  const ofCase = expected !== null && 'case' in expected ? expected : null;
  const kept: readonly (readonly [table: string, key: string, ids: readonly string[]])[] = [
    ['obligation', 'key', expected?.obligations.map(({ key }) => key) ?? []],
    ['breach', 'breach_id', expected?.breaches.map(({ breachId }) => breachId) ?? []],
    ['escalation', 'escalation_id', expected?.escalations.map(({ escalationId }) => escalationId) ?? []],
    ['case_guest', 'guest_id', ofCase?.guests.map(({ guestId }) => guestId) ?? []],
    ['case_custody', 'custody_id', ofCase?.custody.map(({ custodyId }) => custodyId) ?? []],
    ['emergency_access', 'access_id', ofCase?.emergencies.map(({ accessId }) => accessId) ?? []],
  ];
  for (const [table, key, ids] of kept) {
    await rows(sql, `DELETE FROM caseward.${table} WHERE case_id = $1 AND ${key} <> ALL ($2::text[])`, [caseId, ids]);
  }
  if (expected !== null) return;
  await rows(sql, 'DELETE FROM caseward.task WHERE case_id = $1', [caseId]);
  await rows(sql, 'DELETE FROM caseward.case_summary WHERE case_id = $1', [caseId]);
  await rows(sql, 'DELETE FROM caseward.duty_file WHERE case_id = $1', [caseId]);
}
