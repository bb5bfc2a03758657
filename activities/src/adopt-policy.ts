import { SYSTEM_ACTOR, type Actor, type CommandOf, type DutyCommandOf } from '@caseward/domain';
import {
  adoptionProgress,
  confirmCommands,
  endAdoption,
  pendingAdoptions,
  publishedPolicy,
  snapshotOf,
  type AdoptionProgress,
  type PendingAdoption,
  type PublishedPolicy,
} from '@caseward/persistence';
import { carryOut, type Run } from './carry-out.js';
import type { CaseRecord } from './record-decision.js';

export type AdoptCommand = CommandOf<'adoptPolicy'> | DutyCommandOf<'adoptDutyPolicy'>;

/** Why a case did not take a command; `now` is its own clock, where it said so. */
export interface CaseRefusal {
  readonly code: string;
  readonly rule: string;
  readonly now?: string;
}

/** Gives a case or a duty file its command through the engine; throws while nobody knows whether it was taken. */
export type GiveCommand = (caseId: string, command: AdoptCommand) => Promise<CaseRefusal | null>;

const BATCH = 20;

interface Order {
  readonly record: CaseRecord;
  readonly give: GiveCommand;
  readonly progress: AdoptionProgress;
  readonly policy: PublishedPolicy;
}

/**
 * The next cases and duty files of an order. A worker that ends leaves the rest, and the cases that wait for it too, to the next one.
 * @returns how many have not answered yet
 */
export async function adoptInCases(
  record: CaseRecord,
  give: GiveCommand,
  adoptionId: string,
  run: Run,
): Promise<number> {
  const progress = await adoptionProgress(record, adoptionId);
  const policy = progress === null ? null : await publishedPolicy(record, progress.version);
  if (progress === null || policy === null) return 0;
  const order: Order = { record, give, progress, policy };
  await carryOut(await pendingAdoptions(record, adoptionId, BATCH), run, (pending) => adoptIn(order, pending));
  const after = await adoptionProgress(record, adoptionId);
  return after === null ? 0 : after.pending + after.dutyFiles.pending;
}

/** An administrator orders it for cases. In duty files nobody acts: who gave the order stands with the order. */
function commandFor({ progress, policy }: Order, { commandId, isDutyFile, place }: PendingAdoption): AdoptCommand {
  const common = { commandId, occurredAt: progress.orderedAt };
  const snapshot = snapshotOf(policy, place);
  if (isDutyFile) {
    return { ...common, type: 'adoptDutyPolicy', actor: SYSTEM_ACTOR, payload: { policy: snapshot } };
  }
  const actor: Actor = { personId: progress.orderedBy, role: 'ADM' };
  return { ...common, type: 'adoptPolicy', actor, payload: { version: progress.version, policy: snapshot } };
}

async function adoptIn(order: Order, pending: PendingAdoption): Promise<void> {
  const { record, give, progress } = order;
  const { caseId, commandId } = pending;
  const command = commandFor(order, pending);
  let refusal = await give(caseId, command);
  // The clock of whoever ordered it was ahead of the one of the case.
  if (refusal?.now !== undefined) refusal = await give(caseId, { ...command, occurredAt: refusal.now });
  if (refusal === null) await confirmCommands(record, [commandId]);
  const isDone = refusal === null || refusal.rule === 'A31';
  await endAdoption(
    record,
    progress.adoptionId,
    caseId,
    isDone ? null : { code: refusal?.code ?? '', rule: refusal?.rule ?? '' },
  );
}
