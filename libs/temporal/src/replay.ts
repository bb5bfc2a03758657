import type { CaseState, Stage } from '@caseward/domain';
import { stateHash } from '@caseward/security';
import type { StateSinks } from '@caseward/workflows';
import type { PayloadCodec } from '@temporalio/common';
import { Worker, type InjectedSinks } from '@temporalio/worker';
import { dataConverter } from './data-converter.js';
import type { RunHistory } from './run-history.js';

export interface ReplayTools {
  /** From `buildWorkflowBundle`, with the deployment's clock. */
  readonly bundle: string;
  readonly codec: PayloadCodec;
}

export interface ReplayedRun {
  readonly runId: string;
  /** 0 when the run never got to a state. */
  readonly seq: number;
  /** Where the run ended. */
  readonly stateHash: string | null;
  /** Where it began: with the state it took over, or with its first record. */
  readonly firstStateHash: string | null;
  readonly state: CaseState | null;
  /** The stages that the case went through, in their order. */
  readonly stages: readonly Stage[];
}

export interface ReplayedCase {
  readonly caseId: string;
  readonly runs: readonly ReplayedRun[];
  readonly seq: number;
  readonly stateHash: string | null;
  /** Runs that did not begin where the run before had ended. */
  readonly broken: readonly string[];
}

/**
 * Executes a recorded run again on today's code. The engine compares commands; the state that the code arrives at is
 * handed back, because a wrong state can keep the same commands.
 * @throws DeterminismViolationError when the code would have done something else
 */
export async function replayHistory(caseId: string, run: RunHistory, tools: ReplayTools): Promise<ReplayedRun> {
  const states: CaseState[] = [];
  const sinks: InjectedSinks<StateSinks> = {
    caseward: { state: { fn: (_info, _seq, state) => void states.push(state), callDuringReplay: true } },
  };
  await Worker.runReplayHistory(
    { workflowBundle: { code: tools.bundle }, dataConverter: dataConverter(tools.codec), sinks },
    run.history,
    caseId,
  );
  const [first, last] = [states.at(0), states.at(-1)];
  return {
    runId: run.runId,
    seq: last?.seq ?? 0,
    stateHash: last === undefined ? null : stateHash(last),
    firstStateHash: first === undefined ? null : stateHash(first),
    state: last ?? null,
    stages: states.map(({ stage }) => stage).filter((stage, index, all) => stage !== all[index - 1]),
  };
}

/** Replays a case's runs in their order. */
export async function replayCase(
  caseId: string,
  runs: readonly RunHistory[],
  tools: ReplayTools,
): Promise<ReplayedCase> {
  const replayed: ReplayedRun[] = [];
  for (const run of runs) replayed.push(await replayHistory(caseId, run, tools));
  const broken = replayed.filter(({ firstStateHash }, index) => {
    const before = replayed[index - 1];
    return runs[index]?.continuedFrom != null && before !== undefined && before.stateHash !== firstStateHash;
  });
  const end = replayed.at(-1);
  return {
    caseId,
    runs: replayed,
    seq: end?.seq ?? 0,
    stateHash: end?.stateHash ?? null,
    broken: broken.map(({ runId }) => runId),
  };
}
