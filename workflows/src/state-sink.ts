import type { HostedState } from '@caseward/domain';
import { proxySinks, workflowInfo, type Sinks } from '@temporalio/workflow';

/** Lets a replay look inside: the engine compares commands only, and a wrong state can keep the same commands. */
export interface StateSinks extends Sinks {
  readonly caseward: {
    state(seq: number, state: HostedState): void;
  };
}

const { caseward } = proxySinks<StateSinks>();

/** Only while replaying, so that a live worker copies no state. */
export function emitState(state: HostedState): void {
  if (workflowInfo().unsafe.isReplaying) caseward.state(state.seq, state);
}
