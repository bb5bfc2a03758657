import { fold, readModelOf, type CaseEvent, type CaseState } from '@caseward/domain';
import {
  archivedHistories,
  breachesOf,
  caseSummary,
  escalationsOf,
  obligationsOf,
  readRecord,
  tasksOf,
} from '@caseward/persistence';
import { canonicalJson, stateHash } from '@caseward/security';
import { chainsOf, collectRuns, decodeRun, type RunHistory } from '@caseward/temporal';
import { replayCase, type ReplayedCase, type ReplayTools } from '@caseward/temporal/worker';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';

export interface ReplayParts {
  readonly record: DataSource;
  readonly client: Client;
  readonly tools: ReplayTools;
}

export interface CaseReplay {
  readonly caseId: string;
  readonly caseCode: string | null;
  readonly runs: number;
  readonly events: number;
  /** The first thing that does not agree; null when everything does. */
  readonly difference: string | null;
}

/** A command that came between reading the history and reading the record is waited for. */
const LOOKS = 5;

/**
 * Executes the engine's histories of a case, live and archived, on today's workflow code, and compares where each chain
 * of runs ends with the fold of the record, and the fold with the read models.
 */
export async function replayOne(parts: ReplayParts, caseId: string): Promise<CaseReplay> {
  let replay = await look(parts, caseId);
  for (let looks = 1; looks < LOOKS && replay.difference !== null; looks += 1) replay = await look(parts, caseId);
  return replay;
}

async function look({ record, client, tools }: ReplayParts, caseId: string): Promise<CaseReplay> {
  const archived = (await archivedHistories(record, caseId)).map(({ history }) => decodeRun(history));
  const live = await collectRuns(client, caseId, archived);
  const known = new Set(live.map(({ runId }) => runId));
  const chains = [...chainsOf(archived.filter(({ runId }) => !known.has(runId))), ...(live.length === 0 ? [] : [live])];
  const events = await readRecord(record, caseId);
  const state = fold(caseId, events);
  const runs = chains.reduce((sum, chain) => sum + chain.length, 0);
  const difference =
    (await replayDifference(chains, { caseId, events, isLive: live.length > 0, tools })) ??
    (await readModelDifference(record, state));
  return { caseId, caseCode: state.caseCode, runs, events: events.length, difference };
}

interface Recorded {
  readonly caseId: string;
  readonly events: readonly CaseEvent[];
  readonly isLive: boolean;
  readonly tools: ReplayTools;
}

async function replayDifference(chains: readonly RunHistory[][], recorded: Recorded): Promise<string | null> {
  const { caseId, events, isLive, tools } = recorded;
  if (!isLive) return 'the engine holds no history of this case (caseward engine rebuild starts it from the record)';
  for (const [index, chain] of chains.entries()) {
    let replayed: ReplayedCase;
    try {
      replayed = await replayCase(caseId, chain, tools);
    } catch (error) {
      return `the history no longer replays: ${(error as Error).message.split('\n')[0] ?? ''}`;
    }
    const [broken] = replayed.broken;
    if (broken !== undefined) return `run ${broken} did not begin where the run before had ended`;
    const folded = fold(
      caseId,
      events.filter(({ seq }) => seq <= replayed.seq),
    );
    if (replayed.stateHash !== stateHash(folded)) {
      return `at event ${replayed.seq} the replayed workflow holds another state than the fold of the record`;
    }
    const isLast = index === chains.length - 1;
    if (isLast && replayed.seq !== events.length) {
      return `the workflow stands at event ${replayed.seq}, the record at ${events.length}`;
    }
  }
  return null;
}

async function readModelDifference(record: DataSource, state: CaseState): Promise<string | null> {
  const { caseId } = state;
  const expected = readModelOf(state);
  const tables: [string, readonly unknown[], readonly unknown[]][] = [
    ['case_summary', [expected.case], [await caseSummary(record, caseId)]],
    ['obligation', expected.obligations, await obligationsOf(record, caseId)],
    ['breach', expected.breaches, await breachesOf(record, caseId)],
    ['escalation', expected.escalations, await escalationsOf(record, caseId)],
    ['task', expected.tasks, await tasksOf(record, caseId)],
  ];
  for (const [table, wanted, found] of tables) {
    const [left, right] = [wanted, found].map((rows) => rows.map(canonicalJson).sort());
    if (left?.join() !== right?.join()) return `the table ${table} differs from the fold of the record`;
  }
  return null;
}
