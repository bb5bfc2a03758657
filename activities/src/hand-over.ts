import { countsAsOpen, STAGES, type CommandOf } from '@caseward/domain';
import {
  caseSummary,
  confirmCommands,
  endHandoverCase,
  findHandover,
  freePlace,
  takePlace,
  type HandoverItem,
  type HandoverProgress,
  type Refusal,
} from '@caseward/persistence';
import { carryOut, type Run } from './carry-out.js';
import type { CaseRecord } from './record-decision.js';

export type ReassignCommand = CommandOf<'reassignCase'>;

/** Tells a case who has it; throws while nobody knows whether it was taken. @returns why not, or null */
export type TellCase = (caseId: string, command: ReassignCommand) => Promise<Refusal | null>;

/**
 * The cases of an order that have not answered. Each is given one command with one id, however often this runs: what a
 * case holds already it answers for without doing it again.
 * @returns how many have not answered yet
 */
export async function handOverCases(record: CaseRecord, tell: TellCase, handoverId: string, run: Run): Promise<number> {
  const order = await findHandover(record, handoverId);
  if (order === null) return 0;
  const pending = order.items.filter(({ status }) => status === 'pending');
  await carryOut(pending, run, (item) => handOver(record, tell, order, item));
  return (await findHandover(record, handoverId))?.items.filter(({ status }) => status === 'pending').length ?? 0;
}

async function handOver(
  record: CaseRecord,
  tell: TellCase,
  order: HandoverProgress,
  item: HandoverItem,
): Promise<void> {
  const { caseId, commandId, payload } = item;
  const stage = (await caseSummary(record, caseId))?.stage ?? 'NONE';
  const { caseworkerId } = payload.to;
  const place = { commandId, caseId, caseworkerId, stages: STAGES.filter(countsAsOpen) };
  // A closed case that still owes a visit adds nothing to a caseload.
  const load = stage === 'CLOSED' ? {} : { receiverOpenCases: await takePlace(record, place) };
  const { orderedBy: actor, orderedAt: occurredAt, handoverId } = order;
  const command: ReassignCommand = {
    commandId,
    type: 'reassignCase',
    actor,
    occurredAt,
    payload: { ...payload, ...load },
  };
  let refusal = await tell(caseId, command);
  const now = refusal?.code === 'OCCURRED_IN_FUTURE' ? refusal.details.inputs?.['now'] : undefined;
  // The clock of whoever ordered it was ahead of the one of the case.
  if (typeof now === 'string') refusal = await tell(caseId, { ...command, occurredAt: now });
  if (refusal === null) await confirmCommands(record, [commandId]);
  else await freePlace(record, commandId);
  await endHandoverCase(record, handoverId, caseId, refusal);
}
