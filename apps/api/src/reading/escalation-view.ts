import type { EscalationView } from '@caseward/contracts';
import { escalationAssignee, type CaseState, type Escalation, type EscalationRow } from '@caseward/domain';
import { escalationAddress } from '../commands/addresses.js';

type Shown = Omit<EscalationRow, 'key' | 'breachId'> & { readonly caseId: string; readonly caseCode: string | null };

export function escalationRowView(row: Shown): EscalationView {
  const { caseId, caseCode, escalationId, kind, riskLevel, step, status, openedAt } = row;
  const { assignee, acknowledgedBy, resolvedAt, resolvedAs } = row;
  const id = escalationAddress(caseId, escalationId);
  return {
    ...{ id, escalationId, caseId, caseCode, kind, riskLevel, step, status, openedAt },
    ...{ assignee, acknowledgedBy, resolvedAt, resolvedAs },
  };
}

export function escalationView(state: CaseState, escalation: Escalation): EscalationView {
  const { caseId, caseCode } = state;
  return escalationRowView({ ...escalation, caseId, caseCode, assignee: escalationAssignee(state, escalation) });
}
