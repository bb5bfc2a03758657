import { destroyEndedKeys } from '@caseward/activities';
import { payloadLabel, SecretGoneError, type DestroyedKey } from '@caseward/security';
import { CaseClient, forgetCase } from '@caseward/temporal';
import { expect } from 'vitest';
import { testKeys } from '../../support/test-codec.js';
import type { RunningApi } from './running-api.js';

/** As the relay of the worker does: what the engine knows goes before the secret, without which it could not be read. */
export async function keysAreDestroyed(
  api: RunningApi,
  { caseId, fileId }: { readonly caseId: string; readonly fileId: string },
): Promise<void> {
  const lines: DestroyedKey[] = [];
  const journal = {
    append: async (more: readonly DestroyedKey[]) => void lines.push(...more),
    read: async () => lines,
  };
  const { secrets } = testKeys();
  const [label, tree] = [payloadLabel(caseId), await secrets.currentTree()];
  const client = new CaseClient(api.engine.client);
  const parts = { record: api.dataSource, secrets, journal };

  // The engine deletes in its own time, half a minute later: so long the key stays.
  expect(await destroyEndedKeys({ ...parts, forget: (id) => forgetCase(client, id) })).toBe(0);
  expect((await api.engine.client.workflow.getHandle(caseId).describe()).status.name).toBe('TERMINATED');
  expect([lines, await secrets.has(label, tree)]).toEqual([[], true]);

  const forgotten = { ...parts, forget: async () => true };
  expect([await destroyEndedKeys(forgotten), await destroyEndedKeys(forgotten)]).toEqual([1, 0]);
  expect(lines).toMatchObject([{ caseId, generation: 0, signed: { fileId, manner: 'destroy' } }]);
  await expect(secrets.secret(label, tree)).rejects.toThrow(SecretGoneError);
}
