import { endedKeys, keyLabel, noteDestroyed, purgeErased, withKeyLock, type EndedKey } from '@caseward/persistence';
import { payloadLabel, type CaseSecrets, type KeyJournal } from '@caseward/security';

export interface KeyDestruction {
  readonly record: Parameters<typeof withKeyLock>[0];
  readonly secrets: CaseSecrets;
  readonly journal: KeyJournal;
  /** Ends and deletes what the engine has of a case; false while something of it is left. */
  readonly forget: (caseId: string) => Promise<boolean>;
}

const AT_MOST = 50;

/**
 * IM-7: what the record erased is destroyed for every copy of the database too, in an order that can break off anywhere:
 * first whatever still reads with the key, then a line that says so, then the key, and last the note that it is done.
 * @returns how many keys were destroyed
 */
export async function destroyEndedKeys(parts: KeyDestruction): Promise<number> {
  const { record, secrets, journal } = parts;
  const ready: EndedKey[] = [];
  const failures: unknown[] = [];
  for (const ended of await endedKeys(record, AT_MOST)) {
    try {
      if (ended.signed === null || (await isForgotten(parts, ended.caseId))) ready.push(ended);
    } catch (error) {
      // One case that the engine does not give up must not keep the others readable.
      failures.push(error);
    }
  }
  if (ready.length > 0) {
    await withKeyLock(record, async () => {
      await journal.append(ready);
      await secrets.destroy(ready.flatMap(labelsOf));
    });
    for (const ended of ready) await noteDestroyed(record, ended);
  }
  if (failures.length > 0) throw failures[0];
  return ready.length;
}

async function isForgotten({ record, forget }: KeyDestruction, caseId: string): Promise<boolean> {
  if (!(await forget(caseId))) return false;
  await purgeErased(record, caseId);
  return true;
}

/** Signed, everything about the case ends; a refused intake may begin anew and keeps the key of its codes. */
function labelsOf({ caseId, generation, signed }: Pick<EndedKey, 'caseId' | 'generation' | 'signed'>): string[] {
  const key = keyLabel(caseId, generation);
  return signed === null ? [key] : [key, payloadLabel(caseId)];
}

/**
 * After older files came back: destroys again what the journal knows.
 * @returns how many secrets had come back
 */
export async function destroyAgain({ record, secrets, journal }: Omit<KeyDestruction, 'forget'>): Promise<number> {
  const tree = await secrets.currentTree();
  const back: string[] = [];
  for (const label of (await journal.read()).flatMap(labelsOf)) {
    if (await secrets.has(label, tree)) back.push(label);
  }
  if (back.length > 0) await withKeyLock(record, () => secrets.destroy(back));
  return back.length;
}
