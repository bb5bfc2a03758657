import type { PeoplesCommand } from '@caseward/contracts';

interface Route {
  readonly path: string;
  /** Payload fields that the address gives. */
  readonly inPath?: readonly string[];
}

const onCase = (rest: string): Route => ({ path: `/v1/cases/{caseId}/${rest}` });
const onConcern = (rest: string): Route => ({
  path: `/v1/cases/{caseId}/lowerings/{concernId}/${rest}`,
  inPath: ['concernId'],
});
const onEscalation = (rest: string): Route => ({
  path: `/v1/escalations/{escalation}/${rest}`,
  inPath: ['escalationId'],
});

/** Where the API takes each command. */
const ROUTES: Readonly<Record<PeoplesCommand, Route>> = {
  identifyChild: { path: '/v1/cases' },
  answerEligibility: onCase('eligibility-answers'),
  recordConsent: onCase('consents'),
  registerCase: onCase('registration'),
  recordEncounterEnd: onCase('encounter-ends'),
  completeAssessment: onCase('assessments'),
  agreePlan: onCase('case-plans'),
  signOffPlan: onCase('case-plans/current/sign-off'),
  returnPlan: onCase('case-plans/current/return'),
  startPlanAction: onCase('plan-actions'),
  recordFollowUp: onCase('follow-ups'),
  holdReview: onCase('reviews'),
  rateConcern: onCase('concern-ratings'),
  confirmLowering: onConcern('confirmation'),
  returnLowering: onConcern('return'),
  concludePlan: onCase('plan-conclusion'),
  requestClosure: onCase('closure-requests'),
  approveClosure: onCase('closure-requests/current/approval'),
  returnClosure: onCase('closure-requests/current/return'),
  keepCaseOpen: onCase('keep-open-decisions'),
  holdFinalReview: onCase('final-reviews'),
  requestReopening: onCase('reopening-requests'),
  approveReopening: onCase('reopening-requests/current/approval'),
  returnReopening: onCase('reopening-requests/current/return'),
  reassignCase: onCase('owner'),
  acknowledgeEscalation: onEscalation('acknowledgement'),
  resolveEscalation: onEscalation('resolution'),
  reassignEscalation: onEscalation('reassignment'),
};

export interface Addressed {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A command as address and body. */
export function addressed(
  command: PeoplesCommand,
  caseId: string,
  payload: Readonly<Record<string, unknown>>,
): Addressed {
  const { path, inPath = [] } = ROUTES[command];
  // Within an address `~` stands for `#`, which would end it.
  const escalation = `${caseId}~${String(payload['escalationId']).replaceAll('#', '~')}`;
  const values: Record<string, string> = { caseId, escalation, concernId: String(payload['concernId']) };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const kept = Object.entries(payload).filter(([field]) => !inPath.includes(field));
  return { path: filled, body: { ...Object.fromEntries(kept), ...(command === 'identifyChild' ? { caseId } : {}) } };
}
