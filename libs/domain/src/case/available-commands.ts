import type { Actor } from '../access/actor.js';
import { isPermitted } from '../access/permissions.js';
import type { CommandType } from './commands.js';
import { ALWAYS, isAllowedIn, LIFECYCLE } from './lifecycle.js';
import type { CaseState } from './state.js';

/** Whether something is there to decide on, so that nobody is offered an approval of nothing. */
const PENDING: Partial<Record<CommandType, (state: CaseState) => boolean>> = {
  signOffPlan: ({ plan }) => plan?.status === 'agreed',
  returnPlan: ({ plan }) => plan?.status === 'agreed',
  agreePlan: ({ plan, assessed }) => assessed && plan?.status !== 'agreed',
  concludePlan: ({ plan }) => plan?.status === 'signed_off',
  registerCase: ({ consent }) => consent !== null && consent.participate && consent.storeData,
  confirmLowering: ({ lowerings }) => Object.keys(lowerings).length > 0,
  returnLowering: ({ lowerings }) => Object.keys(lowerings).length > 0,
  keepCaseOpen: (state) => hasOpen(state, 'closure_decision'),
  holdFinalReview: (state) => hasOpen(state, 'post_closure_review'),
  requestReopening: ({ reopeningRequest }) => reopeningRequest === null,
  approveReopening: ({ reopeningRequest }) => reopeningRequest !== null,
  returnReopening: ({ reopeningRequest }) => reopeningRequest !== null,
  acknowledgeEscalation: ({ escalations }) => escalations.some(({ status }) => status === 'open'),
  resolveEscalation: ({ escalations }) => escalations.some(({ status }) => status !== 'resolved'),
  reassignEscalation: ({ escalations }) => escalations.some(({ status }) => status !== 'resolved'),
};

function hasOpen(state: CaseState, kind: string): boolean {
  return Object.values(state.obligations).some(
    (obligation) => obligation.kind === kind && obligation.status === 'open',
  );
}

/** What this person can do with this case now, over the same tables that `decide` reads. */
export function availableCommands(state: CaseState, actor: Actor): CommandType[] {
  const candidates = new Set<CommandType>([...LIFECYCLE[state.stage].commands, ...ALWAYS]);
  return [...candidates].filter(
    (type) => isAllowedIn(state.stage, type) && isPermitted(state, actor, type) && (PENDING[type]?.(state) ?? true),
  );
}
