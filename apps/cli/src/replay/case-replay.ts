import { setTimeout as sleep } from 'node:timers/promises';
import { foldHosted, nextHostedAlarmAt, type HostedEvent } from '@caseward/domain';
import { examineCase, lastSeqOf, type Difference } from '@caseward/persistence';
import { stateHash } from '@caseward/security';
import type { RunHistory } from '@caseward/temporal';
import { brokenLinks, type ReplayedRun, type Replayer } from '@caseward/temporal/worker';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { caseRuns, type CaseRuns } from './case-runs.js';
import { firstPlace, type ReplayDifference } from './difference.js';

export interface ReplayParts {
  readonly record: DataSource;
  readonly client: Client;
  readonly replayer: Replayer;
}

export interface CaseReplay {
  readonly caseId: string;
  readonly runs: number;
  /** How many of the runs came from the archive. */
  readonly archived: number;
  /** Events in the record. */
  readonly seq: number;
  /** Null when everything tells the same. */
  readonly difference: ReplayDifference | null;
}

const LOOKS = 20;
const LOOK_AGAIN_MS = 250;

/**
 * Executes every history of a case on today's code, and compares where they end with the fold of the record and the fold
 * with the read models. Changes nothing.
 */
export async function replayOneCase(parts: ReplayParts, caseId: string): Promise<CaseReplay> {
  for (let look = 1; ; look += 1) {
    const { outcome, mayCatchUp } = await lookAt(parts, caseId);
    if (!mayCatchUp || look === LOOKS) return outcome;
    await sleep(LOOK_AGAIN_MS);
  }
}

interface Look {
  readonly outcome: CaseReplay;
  /** The engine may only be finishing a step just now: a case goes on while it is looked at. */
  readonly mayCatchUp: boolean;
}

async function lookAt(parts: ReplayParts, caseId: string): Promise<Look> {
  // In this order: what the record held before the histories were read, they must hold as well.
  const seqBefore = await lastSeqOf(parts.record, caseId);
  const found = await caseRuns(parts.record, parts.client, caseId);
  const { events, difference: inRows } = await examineCase(parts.record, caseId);
  const { end, difference } = await replayChains(parts.replayer, caseId, found, events);
  const sure = difference ?? found.difference ?? (found.isRunning ? null : silence(caseId, events));
  const behind = sure === null && found.isRunning && end !== null ? endsBehind(caseId, seqBefore, end) : null;
  const outcome = {
    caseId,
    runs: found.chains.flat().length,
    archived: found.archived,
    seq: events.length,
    difference: sure ?? behind ?? (inRows === null ? null : ofReadModel(inRows)),
  };
  return { outcome, mayCatchUp: behind !== null };
}

interface ReplayedChains {
  /** The last run of all, which the engine runs now. */
  readonly end: ReplayedRun | null;
  readonly difference: ReplayDifference | null;
}

async function replayChains(
  replayer: Replayer,
  caseId: string,
  { chains }: CaseRuns,
  events: readonly HostedEvent[],
): Promise<ReplayedChains> {
  let end: ReplayedRun | null = null;
  for (const chain of chains) {
    const replayed: ReplayedRun[] = [];
    for (const run of chain) {
      const outcome = await replayRun(replayer, caseId, run, events);
      if ('what' in outcome) return { end, difference: outcome };
      replayed.push(outcome);
    }
    const [runId] = brokenLinks(chain, replayed);
    if (runId !== undefined) {
      return { end, difference: { caseId, runId, what: 'the run did not begin where the one before had ended' } };
    }
    end = replayed.at(-1) ?? null;
  }
  return { end, difference: null };
}

async function replayRun(
  replayer: Replayer,
  caseId: string,
  run: RunHistory,
  events: readonly HostedEvent[],
): Promise<ReplayedRun | ReplayDifference> {
  const { runId } = run;
  try {
    const replayed = await replayer.replay(caseId, run);
    return stateDifference(caseId, replayed, events) ?? replayed;
  } catch (error) {
    return { caseId, runId, what: `today's code does not follow the history: ${reasonOf(error)}` };
  }
}

/** The first line, without the dump of an encrypted failure that the library appends. */
function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return (line.split(': Failure {')[0] ?? line).slice(0, 300);
}

/** Where a run arrived, against the record up to there. */
function stateDifference(caseId: string, run: ReplayedRun, events: readonly HostedEvent[]): ReplayDifference | null {
  const { runId, seq, state } = run;
  if (state === null) return null;
  if (seq > events.length) {
    return { caseId, runId, what: 'the history went further than the record', expected: events.length, found: seq };
  }
  const folded = foldHosted(caseId, events.slice(0, seq));
  if (stateHash(folded) === run.stateHash) return null;
  const { path = 'its hash', ...values } = firstPlace(folded, state) ?? {};
  return {
    caseId,
    runId,
    what: `after event ${seq} the state differs from the fold of the record in ${path}`,
    ...values,
  };
}

/** A case that awaits nothing needs no workflow: the next command starts it. */
function silence(caseId: string, events: readonly HostedEvent[]): ReplayDifference | null {
  const awaited = nextHostedAlarmAt(foldHosted(caseId, events));
  if (awaited === null) return null;
  const what = `no workflow of the case runs, although it awaits ${awaited}; caseward engine rebuild starts it`;
  return { caseId, runId: null, what };
}

function endsBehind(caseId: string, seqBefore: number, { runId, seq }: ReplayedRun): ReplayDifference | null {
  if (seq >= seqBefore) return null;
  return { caseId, runId, what: 'the engine stands behind the record', expected: seqBefore, found: seq };
}

function ofReadModel({ caseId, table, key, column, expected, found }: Difference): ReplayDifference {
  const place = `${table}${key === '' ? '' : ` ${key}`}${column === '*' ? '' : `, ${column}`}`;
  return { caseId, runId: null, what: `the read model differs from the fold of the record: ${place}`, expected, found };
}
