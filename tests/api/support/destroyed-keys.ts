import { destroyEndedKeys } from '@caseward/activities';
import { payloadLabel, SecretGoneError, type DestroyedKey } from '@caseward/security';
import { CaseClient, forgettingCases } from '@caseward/temporal';
import { expect, vi } from 'vitest';
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
  const parts = { record: api.dataSource, secrets, journal, forget: forgettingCases(client) };

  // The engine deletes in its own time: so long the key stays.
  expect(await destroyEndedKeys(parts)).toBe(0);
  expect([lines, await secrets.has(label, tree)]).toEqual([[], true]);
  await vi.waitFor(async () => expect(await destroyEndedKeys(parts)).toBe(1), { timeout: 30_000, interval: 200 });
  expect(await destroyEndedKeys(parts)).toBe(0);
  expect(lines).toMatchObject([{ caseId, generation: 0, signed: { fileId, manner: 'destroy' } }]);
  await expect(secrets.secret(label, tree)).rejects.toThrow(SecretGoneError);
}
