import { rows } from '@caseward/persistence';
import type { RunningApi } from './running-api.js';

/** How many events and commands the record holds, for all cases: a refusal changes neither. */
export async function recordSize(api: RunningApi): Promise<{ readonly events: number; readonly commands: number }> {
  const [size] = await rows<{ events: number; commands: number }>(
    api.dataSource,
    `SELECT (SELECT count(*)::integer FROM caseward.case_event) AS events,
      (SELECT count(*)::integer FROM caseward.command) AS commands`,
  );
  return size!;
}
