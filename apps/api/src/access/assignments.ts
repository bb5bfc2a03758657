import { assignedCases, type Sql } from '@caseward/persistence';
import type { Caller } from './caller.js';

/** Section 2: what data entry sees is asked for with every request, so that an assignment ends when it is ended. */
export async function withAssignments(sql: Sql, caller: Caller): Promise<Caller> {
  if (caller.role !== 'DE') return caller;
  return { ...caller, assignedCaseIds: await assignedCases(sql, caller.personId) };
}
