import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
const { EventType } = proto.temporal.api.enums.v1;
type Events = proto.temporal.api.history.v1.IHistory;

/** One run of a case as the engine or the archive holds it: payloads still encrypted. */
export interface RunHistory {
  readonly runId: string;
  /** The run before, when this one continued it. */
  readonly continuedFrom: string | null;
  readonly history: Events;
}

/** A run in the form in which it is archived. */
export interface EncodedRun {
  readonly firstEventId: number;
  readonly lastEventId: number;
  readonly encoding: 'proto';
  readonly history: Buffer;
}

/** @throws TypeError when it is no history of a workflow */
export function runHistory(history: Events): RunHistory {
  const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!started?.originalExecutionRunId) throw new TypeError('this is no workflow history');
  return {
    runId: started.originalExecutionRunId,
    continuedFrom: started.continuedExecutionRunId === '' ? null : (started.continuedExecutionRunId ?? null),
    history,
  };
}

export function encodeRun({ history }: RunHistory): EncodedRun {
  const ids = (history.events ?? []).map(({ eventId }) => Number(eventId));
  return {
    firstEventId: ids.at(0) ?? 0,
    lastEventId: ids.at(-1) ?? 0,
    encoding: 'proto',
    history: Buffer.from(History.encode(history).finish()),
  };
}

export function decodeRun(bytes: Uint8Array): RunHistory {
  return runHistory(History.decode(bytes));
}

const ENDS = new Set([
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
]);

/** Nothing follows in this run: it continued as another one, or somebody ended it. */
export function isEnded({ history }: RunHistory): boolean {
  const last = history.events?.at(-1)?.eventType;
  return last != null && ENDS.has(last);
}

/** Runs that continue one another, the oldest first; each run is in one of the chains. */
export function chainsOf(runs: readonly RunHistory[]): RunHistory[][] {
  const next = new Map(runs.flatMap((run) => (run.continuedFrom === null ? [] : [[run.continuedFrom, run] as const])));
  const known = new Set(runs.map(({ runId }) => runId));
  const firsts = runs.filter(({ continuedFrom }) => continuedFrom === null || !known.has(continuedFrom));
  return firsts.map((first) => {
    const chain = [first];
    for (let run = next.get(first.runId); run !== undefined; run = next.get(run.runId)) chain.push(run);
    return chain;
  });
}

const NOT_FOUND = 5;

/** Most calls of the client report it in an error of their own, the one for histories as it comes from the server. */
export function isNotFound(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && error.code === NOT_FOUND);
}

/** A run from the engine, the latest without `runId`; null when the engine does not hold it (any more). */
export async function fetchRun(client: Client, caseId: string, runId?: string): Promise<RunHistory | null> {
  try {
    return runHistory(await client.workflow.getHandle(caseId, runId).fetchHistory());
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * A case's runs that belong together, the oldest first: what the engine holds, and before it what is archived. A case
 * that was started anew from its record begins another chain; `archived` may hold older ones too.
 */
export async function collectRuns(
  client: Client,
  caseId: string,
  archived: readonly RunHistory[],
): Promise<RunHistory[]> {
  const kept = new Map(archived.map((run) => [run.runId, run]));
  const runs: RunHistory[] = [];
  let run = await fetchRun(client, caseId);
  while (run !== null) {
    runs.unshift(run);
    if (run.continuedFrom === null) break;
    run = kept.get(run.continuedFrom) ?? (await fetchRun(client, caseId, run.continuedFrom));
  }
  return runs;
}
