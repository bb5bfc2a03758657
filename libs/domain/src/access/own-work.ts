import type { Command, CommandType } from '../case/commands.js';
import type { CaseState } from '../case/state.js';
import { authorOf, type Role } from './actor.js';
import { assertNotOwnWork, isPermitted, PERMISSIONS } from './permissions.js';
import { relationsOf } from './relations.js';

/** What is decided on by a command. */
const DECIDES_ON: Readonly<Partial<Record<CommandType, CommandType>>> = {
  signOffPlan: 'agreePlan',
  returnPlan: 'agreePlan',
  confirmLowering: 'rateConcern',
  approveClosure: 'requestClosure',
  returnClosure: 'requestClosure',
  approveReopening: 'requestReopening',
  authoriseWithoutConsent: 'proposeWithoutConsent',
  refuseWithoutConsent: 'proposeWithoutConsent',
  overrideSharing: 'draftReferral',
  sendTransfer: 'proposeTransfer',
  confirmDeathCorrection: 'proposeDeathCorrection',
  decideMandatoryReport: 'raiseMandatoryReport',
};

/** Roles whose attempt at a command is for the rules of the case to judge: with the right, or with a proposal of their own. */
export function rolesHeardOn(command: CommandType): readonly Role[] {
  const proposal = DECIDES_ON[command];
  const grants = [...PERMISSIONS[command], ...(proposal === undefined ? [] : PERMISSIONS[proposal])];
  return [...new Set(grants.map(([role]) => role))];
}

/** Who proposed what a command decides on; null for commands that decide on nobody's proposal. */
function proposerOf(state: CaseState, command: Command): string | null {
  switch (command.type) {
    case 'signOffPlan':
    case 'returnPlan':
      return state.plan?.status === 'agreed' ? state.plan.agreedBy : null;
    case 'confirmLowering':
      return state.lowerings[command.payload.concernId]?.proposedBy ?? null;
    case 'approveClosure':
    case 'returnClosure':
      return state.closureRequest?.requestedBy ?? null;
    case 'approveReopening':
      return state.reopeningRequest?.requestedBy ?? null;
    case 'authoriseWithoutConsent':
    case 'refuseWithoutConsent':
      return state.withoutConsent?.proposedBy ?? null;
    case 'overrideSharing':
      return state.referrals[command.payload.referralId]?.draftedBy ?? null;
    case 'sendTransfer':
      return state.transfers[command.payload.transferId]?.proposedBy ?? null;
    case 'confirmDeathCorrection':
      return state.deathCorrection?.proposedBy ?? null;
    case 'decideMandatoryReport':
      return state.mandatoryReports[command.payload.reportId]?.raisedBy ?? null;
    default:
      return null;
  }
}

/**
 * PERM-1 says more than a missing right does to somebody who tries to approve the own proposal.
 * Who has the right is held to PERM-1 by the handler of the command.
 * @throws DomainError OWN_WORK
 */
export function assertNotOwnProposal(state: CaseState, command: Command): void {
  const { actor, type } = command;
  // Who has no relation to the case learns nothing from the refusal.
  if (isPermitted(state, actor, type) || relationsOf(state, actor).size === 1) return;
  const proposedBy = proposerOf(state, command);
  if (proposedBy !== null && (proposedBy === actor.personId || proposedBy === authorOf(actor))) {
    assertNotOwnWork(actor, proposedBy, 'step');
  }
}
