import { caseSummary, caseSummaryByCode, rows } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { CommandFailed, EXIT } from '../terminal/exit-codes.js';

/** Every case of the record, in a stable order. */
export async function allCaseIds(record: DataSource): Promise<string[]> {
  const found = await rows<{ caseId: string }>(
    record,
    'SELECT DISTINCT case_id AS "caseId" FROM caseward.case_event ORDER BY case_id',
  );
  return found.map(({ caseId }) => caseId);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param named a case's id or code */
export async function caseIdNamed(record: DataSource, named: string): Promise<string> {
  const row = UUID.test(named) ? await caseSummary(record, named.toLowerCase()) : await caseSummaryByCode(record, named.toUpperCase());
  if (row !== null) return row.caseId;
  throw new CommandFailed(`there is no case ${named}`, EXIT.usage, 'give the id of a case or its code, or --all.');
}
