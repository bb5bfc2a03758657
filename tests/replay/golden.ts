import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '@caseward/domain';

/** A recorded run and where today's code has to arrive. */
export interface GoldenRun {
  readonly runId: string;
  readonly continuedFrom: string | null;
  readonly seq: number;
  readonly stateHash: string;
  /** Stages that the case went through in this run. */
  readonly stages: readonly Stage[];
  /** Protobuf JSON, payloads encrypted under the tests' key. */
  readonly history: unknown;
}

/** One story as it was recorded. Written by `record-goldens.ts`, never by hand. */
export interface Golden {
  readonly name: string;
  readonly caseId: string;
  /** The shape of the state that the hashes are of; absent in the first ones: 1. */
  readonly schema?: number;
  readonly runs: readonly GoldenRun[];
}

/** From the root of the checkout, where tests and scripts run. */
export const HISTORIES = 'tests/replay/histories';

export async function readGoldens(): Promise<Golden[]> {
  const files = (await readdir(HISTORIES)).filter((name) => name.endsWith('.json')).sort();
  return await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(HISTORIES, name), 'utf8')) as Golden),
  );
}
