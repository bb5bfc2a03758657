import { fold, localDateOf, showsAlternativeCare, SYSTEM_ACTOR, type DutyCommand } from '@caseward/domain';
import { endOwedRetention, owedRetentions, readRecord, type OwedRetention } from '@caseward/persistence';
import type { CaseRecord } from './record-decision.js';

/** Gives a duty file its command through the engine; throws while nobody knows whether it was taken. */
export type TellFile = (fileId: string, command: DutyCommand) => Promise<void>;

const AT_MOST = 50;

/**
 * IM-7: tells the retention files what became of their cases. The closing transaction wrote down what is owed, the command
 * of each has an id of its own, and it is crossed out only after the file knew: a crash anywhere repeats what changes nothing.
 * @returns how many were told
 */
export async function settleOwedRetention(record: CaseRecord, tell: TellFile): Promise<number> {
  let told = 0;
  const failures: unknown[] = [];
  for (const owed of await owedRetentions(record, AT_MOST)) {
    try {
      const command = await commandFor(record, owed);
      if (command !== null) await tell(owed.fileId, command);
      await endOwedRetention(record, owed);
      told += 1;
    } catch (error) {
      // One file that does not answer must not keep the others waiting.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return told;
}

async function commandFor(record: CaseRecord, owed: OwedRetention): Promise<DutyCommand | null> {
  const { caseId, seq, commandId, occurredAt } = owed;
  const common = { commandId, actor: SYSTEM_ACTOR, occurredAt };
  if (!owed.isClosure) {
    return owed.hasFile ? { ...common, type: 'suspendRetention', payload: { reopenedSeq: seq } } : null;
  }
  const events = await readRecord(record, caseId);
  const { policy, owner } = fold(caseId, events);
  if (policy === null || owner === null) return null;
  const { teamId, officeId, agencyId } = owner;
  const opening = { subjectId: caseId, scope: { teamId, officeId, agencyId }, policy, hiddenFrom: [] };
  const keepUntil = owed.keepUntil ?? localDateOf(policy.zone, occurredAt);
  return {
    ...common,
    type: 'scheduleRetention',
    payload: { closedSeq: seq, keepUntil, isExtended: showsAlternativeCare(events), opening },
  };
}
