import { isDutyState, type HostedState, type Stage } from '@caseward/domain';
import { stateHash } from '@caseward/security';
import type { StateSinks } from '@caseward/workflows';
import type { PayloadCodec } from '@temporalio/common';
import { Worker, type InjectedSinks, type ReplayResult } from '@temporalio/worker';
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
  readonly state: HostedState | null;
  readonly firstState: HostedState | null;
  /** The stages that the case went through, in their order; none for a duty file. */
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

type Results = AsyncIterableIterator<ReplayResult>;
interface Replayable {
  readonly workflowId: string;
  readonly history: RunHistory['history'];
}

/** One worker for many histories, one after the other: loading the code costs more than a short history does. */
export class Replayer {
  readonly #results: Results;
  readonly #codec: PayloadCodec;
  #next: Replayable | null = null;
  #states: HostedState[] = [];

  constructor({ bundle, codec }: ReplayTools) {
    this.#codec = codec;
    const sinks: InjectedSinks<StateSinks> = {
      caseward: { state: { fn: (_info, _seq, state) => void this.#states.push(state), callDuringReplay: true } },
    };
    this.#results = Worker.runReplayHistories(
      { workflowBundle: { code: bundle }, dataConverter: dataConverter(codec), sinks },
      this.#waiting(),
    );
  }

  /**
   * Executes a recorded run again on today's code. The engine compares commands; the state that the code arrives at is
   * handed back, because a wrong state can keep the same commands.
   * @throws DeterminismViolationError when the code would have done something else
   * @throws UnknownKeyError, SealBrokenError when the codec cannot read the history
   */
  async replay(caseId: string, run: RunHistory): Promise<ReplayedRun> {
    // Within the worker the same fault would come out as an encrypted failure.
    await this.#codec.decode(run.history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? []);
    this.#states = [];
    this.#next = { workflowId: caseId, history: run.history };
    const result = await this.#results.next();
    if (result.done === true) throw new Error('the replay worker has ended');
    if (result.value.error !== undefined) throw result.value.error;
    return replayedRun(run.runId, this.#states);
  }

  async close(): Promise<void> {
    await this.#results.return?.();
  }

  /** The worker asks for a history only when `replay` asks for a result. */
  async *#waiting(): AsyncGenerator<Replayable> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null;
      yield next;
    }
  }
}

function replayedRun(runId: string, states: readonly HostedState[]): ReplayedRun {
  const first = states.at(0);
  const last = states.at(-1);
  return {
    runId,
    seq: last?.seq ?? 0,
    stateHash: last === undefined ? null : stateHash(last),
    firstStateHash: first === undefined ? null : stateHash(first),
    state: last ?? null,
    firstState: first ?? null,
    stages: states
      .flatMap((state) => (isDutyState(state) ? [] : [state.stage]))
      .filter((stage, index, all) => stage !== all[index - 1]),
  };
}

/**
 * Replays a case's runs in their order.
 * @throws DeterminismViolationError
 */
export async function replayCase(
  caseId: string,
  runs: readonly RunHistory[],
  tools: ReplayTools,
): Promise<ReplayedCase> {
  const replayer = new Replayer(tools);
  const replayed: ReplayedRun[] = [];
  try {
    for (const run of runs) replayed.push(await replayer.replay(caseId, run));
  } finally {
    await replayer.close();
  }
  const end = replayed.at(-1);
  return {
    caseId,
    runs: replayed,
    seq: end?.seq ?? 0,
    stateHash: end?.stateHash ?? null,
    broken: brokenLinks(runs, replayed),
  };
}

/** @returns runs that did not begin with the state in which the run before had ended */
export function brokenLinks(runs: readonly RunHistory[], replayed: readonly ReplayedRun[]): string[] {
  const broken = replayed.filter(({ firstStateHash }, index) => {
    const before = replayed[index - 1];
    // A run that was ended before its code ran even once has begun nowhere.
    if (runs[index]?.continuedFrom == null || before === undefined || firstStateHash === null) return false;
    return before.stateHash !== firstStateHash;
  });
  return broken.map(({ runId }) => runId);
}
