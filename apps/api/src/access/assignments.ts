import { OPEN_IN_EMERGENCY, type Instant } from '@caseward/domain';
import { assignedCases, openInEmergencyFor, type Sql } from '@caseward/persistence';
import type { Caller } from './caller.js';

/**
 * Section 2, IM-3: what data entry sees, and what stands open in an emergency, is asked for with every request, so that an
 * assignment ends when it is ended and an emergency access at its instant.
 */
export async function withAssignments(sql: Sql, caller: Caller, at: Instant): Promise<Caller> {
  if (caller.role === 'DE') return { ...caller, assignedCaseIds: await assignedCases(sql, caller.personId) };
  if (!OPEN_IN_EMERGENCY.includes(caller.role)) return caller;
  const emergencyCaseIds = await openInEmergencyFor(sql, caller, at);
  return emergencyCaseIds.length === 0 ? caller : { ...caller, emergencyCaseIds };
}
