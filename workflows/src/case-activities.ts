import type { HostedChanges, HostedCommand, HostedEvent, Instant } from '@caseward/domain';
import type { Refusal } from './messages.js';

/**
 * How a command came. Signals and alarms are durable in the engine before they are handled; an Update is not, so only
 * its row in the record waits for confirmation.
 */
export type CommandOrigin = 'update' | 'signal' | 'alarm';

/** Accepted, with what it changes in the read models; or refused. */
export type Decision =
  { readonly events: readonly HostedEvent[]; readonly changes: HostedChanges } | { readonly refusal: Refusal };

export interface DecisionToRecord {
  readonly caseId: string;
  /** The state that was decided on. */
  readonly expectedSeq: number;
  readonly command: HostedCommand;
  readonly origin: CommandOrigin;
  /** The clock at the decision. */
  readonly decidedAt: Instant;
  readonly decision: Decision;
}

export interface RecordedDecision {
  /** Everything that the record holds after `expectedSeq`: what was just decided, or an orphan's work to adopt. */
  readonly adopted: readonly HostedEvent[];
  /** The command's events when it was recorded at or before `expectedSeq`. */
  readonly earlier: readonly HostedEvent[];
  /** `stale`: the record had moved on and does not hold the command, so nothing was written. */
  readonly end: 'recorded' | 'refused' | 'stale';
  /** With `refused`: the refusal that stands in the record, or the one that was handed in. */
  readonly refusal: Refusal | null;
}

export interface RecordedEvents {
  readonly events: readonly HostedEvent[];
}

/** Everything that a case does to the outside. Implemented by `@caseward/activities`. */
export interface CaseActivities {
  recordDecision(decision: DecisionToRecord): Promise<RecordedDecision>;
  readRecord(request: { readonly caseId: string; readonly afterSeq: number }): Promise<RecordedEvents>;
  /** Keeps the history of a closed run beyond the engine's retention. */
  archiveHistory(request: { readonly caseId: string; readonly runId: string }): Promise<void>;
  /** Gives some cases of an order to adopt a policy their command; says how many are left. */
  adoptInCases(request: { readonly adoptionId: string }): Promise<{ readonly left: number }>;
  /** Tells the cases of a hand-over who has them; says how many have not answered. */
  handOverCases(request: { readonly handoverId: string }): Promise<{ readonly left: number }>;
}
