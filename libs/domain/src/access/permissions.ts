import type { CommandType } from '../case/commands.js';
import type { CaseState } from '../case/state.js';
import { DomainError } from '../errors.js';
import { relationsTo, type Actor, type Relation, type Role } from './actor.js';

export type Grant = readonly [Role, Relation];

const CASEWORK: readonly Grant[] = [
  ['CW', 'own'],
  ['SUP', 'team'],
];
const SUPERVISION: readonly Grant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
];
const ESCALATION: readonly Grant[] = [
  ['SUP', 'team'],
  ['MGR', 'office'],
  ['HEAD', 'agency'],
];
const ENGINE: readonly Grant[] = [['SYSTEM', 'any']];

/** Specification, section 2: who may give which command, by role and relation to the case. */
export const PERMISSIONS: Readonly<Record<CommandType, readonly Grant[]>> = {
  identifyChild: [
    ['CW', 'any'],
    ['SUP', 'any'],
    ['MGR', 'any'],
  ],
  answerEligibility: CASEWORK,
  recordConsent: CASEWORK,
  registerCase: CASEWORK,
  recordEncounterEnd: CASEWORK,
  completeAssessment: CASEWORK,
  agreePlan: CASEWORK,
  signOffPlan: SUPERVISION,
  returnPlan: SUPERVISION,
  startPlanAction: CASEWORK,
  recordFollowUp: CASEWORK,
  holdReview: CASEWORK,
  rateConcern: CASEWORK,
  confirmLowering: SUPERVISION,
  returnLowering: SUPERVISION,
  concludePlan: CASEWORK,
  requestClosure: CASEWORK,
  approveClosure: SUPERVISION,
  returnClosure: SUPERVISION,
  keepCaseOpen: SUPERVISION,
  holdFinalReview: CASEWORK,
  requestReopening: CASEWORK,
  approveReopening: SUPERVISION,
  returnReopening: SUPERVISION,
  reassignCase: SUPERVISION,
  acknowledgeEscalation: ESCALATION,
  resolveEscalation: ESCALATION,
  reassignEscalation: ESCALATION,
  alarm: ENGINE,
  sync: ENGINE,
};

export function isPermitted(state: CaseState, actor: Actor, command: CommandType): boolean {
  const relations = relationsTo(state.owner, actor);
  return PERMISSIONS[command].some(([role, relation]) => role === actor.role && relations.has(relation));
}

/** @throws DomainError NOT_PERMITTED (specification, section 2) */
export function assertPermitted(state: CaseState, actor: Actor, command: CommandType): void {
  if (isPermitted(state, actor, command)) return;
  throw new DomainError('NOT_PERMITTED', 'SPEC-2', `Your role for this case does not include "${command}".`, {
    remedy: `Ask one of: ${PERMISSIONS[command].map(([role, relation]) => `${role} (${relation})`).join(', ')}.`,
  });
}

/**
 * PERM-1: nobody approves own work.
 * @throws DomainError OWN_WORK
 */
export function assertNotOwnWork(actor: Actor, proposedBy: string, what: string): void {
  if (actor.personId !== proposedBy) return;
  throw new DomainError('OWN_WORK', 'PERM-1', `You proposed this ${what}, so somebody else has to decide on it.`, {
    remedy: 'Ask another supervisor or the manager of the office.',
  });
}
