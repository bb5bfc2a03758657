import { foldHosted, nextHostedAlarmAt } from '@caseward/domain';
import { readRecords, recordedCases, unfinishedAdoptions, unfinishedHandovers } from '@caseward/persistence';
import { CaseClient, CommandPendingError, rebuildEngine } from '@caseward/temporal';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

export interface RestartCount {
  /** Looked at so far. */
  readonly cases: number;
  readonly started: number;
  /** The engine had them. */
  readonly running: number;
  /** With no deadline, reminder or escalation ahead: a command starts them when one comes. */
  readonly quiet: number;
}

export interface RestartRequest {
  readonly record: DataSource;
  readonly client: Client;
  readonly onProgress: (count: RestartCount) => void;
  /** Asked before each page of cases. */
  readonly mayGoOn: () => boolean;
}

const PAGE = 100;
/** A crowd of cases that start at once wait for one worker. */
const PATIENCE_MS = 60_000;

/**
 * Every recorded case that awaits something gets a workflow. What lies ahead of a case is asked of its record and not of
 * the read models, which may have to be restored themselves.
 */
export async function restartCases(request: RestartRequest): Promise<RestartCount> {
  const { record, onProgress, mayGoOn } = request;
  const client = new CaseClient(request.client, { patienceMs: PATIENCE_MS });
  const count = { cases: 0, started: 0, running: 0, quiet: 0 };
  const add = (what: 'started' | 'running' | 'quiet', cases = 1): void => {
    count[what] += cases;
    count.cases += cases;
    onProgress(count);
  };
  for (let after: string | null = null; mayGoOn();) {
    const page: string[] = await recordedCases(record, after, PAGE);
    const caseIds = await awaiting(record, page);
    add('quiet', page.length - caseIds.length);
    await patiently(() => rebuildEngine({ client, caseIds, onProgress: ({ found }) => add(found) }));
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) break;
  }
  return count;
}

/** Orders over many cases stand in the record too: those that something has not answered go on. @returns how many */
export async function restartOrders({ record, client }: Pick<RestartRequest, 'record' | 'client'>): Promise<number> {
  const cases = new CaseClient(client, { patienceMs: PATIENCE_MS });
  const [handovers, adoptions] = [await unfinishedHandovers(record, 0), await unfinishedAdoptions(record, 0)];
  for (const handoverId of handovers) await cases.handOver(handoverId);
  for (const adoptionId of adoptions) await cases.adoptPolicy(adoptionId);
  return handovers.length + adoptions.length;
}

async function awaiting(record: DataSource, page: readonly string[]): Promise<string[]> {
  const records = await readRecords(record, page);
  return page.filter((caseId) => nextHostedAlarmAt(foldHosted(caseId, records.get(caseId) ?? [])) !== null);
}

async function patiently(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof CommandPendingError)) throw error;
    const remedy = 'see that a worker runs (caseward doctor), then run the same command again: it goes on from here.';
    throw new CommandFailed(`a case did not start within ${PATIENCE_MS / 1000} s`, EXIT.partial, remedy);
  }
}
