import type { Actor, CommandOf } from '@caseward/domain';
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

export type AdoptCommand = CommandOf<'adoptPolicy'>;

/** Why a case did not take a command; `now` is its own clock, where it said so. */
export interface CaseRefusal {
  readonly code: string;
  readonly rule: string;
  readonly now?: string;
}

/** Gives a case its command through the engine; throws while nobody knows whether it was taken. */
export type GiveCommand = (caseId: string, command: AdoptCommand) => Promise<CaseRefusal | null>;

const BATCH = 20;

interface Order {
  readonly record: CaseRecord;
  readonly give: GiveCommand;
  readonly progress: AdoptionProgress;
  readonly policy: PublishedPolicy;
}

/**
 * The next cases of an order. A worker that ends leaves the rest, and the cases that wait for it too, to the next one.
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
  return (await adoptionProgress(record, adoptionId))?.pending ?? 0;
}

async function adoptIn({ record, give, progress, policy }: Order, pending: PendingAdoption): Promise<void> {
  const { caseId, commandId, officeId, agencyId } = pending;
  const actor: Actor = { personId: progress.orderedBy, role: 'ADM' };
  const payload = { version: progress.version, policy: snapshotOf(policy, { officeId, agencyId }) };
  const command: AdoptCommand = { commandId, type: 'adoptPolicy', actor, occurredAt: progress.orderedAt, payload };
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
