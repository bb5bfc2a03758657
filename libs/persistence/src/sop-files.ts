import { foldHosted, isDutyState, type DutyState, type HostedEvent } from '@caseward/domain';
import { dutyFiles } from './read-models.js';
import type { Sql } from './query.js';
import { readRecord } from './record.js';

/** The open SOPs that all agencies keep together, as they stand in the record. */
export async function commonSops(sql: Sql): Promise<DutyState[]> {
  const open = await dutyFiles(sql, { kind: 'sop', openOnly: true });
  const common = open.filter(({ agencyId }) => agencyId === null);
  const states = common.map(async ({ caseId }) => foldHosted(caseId, await readRecord<HostedEvent>(sql, caseId)));
  return (await Promise.all(states)).filter(isDutyState);
}
