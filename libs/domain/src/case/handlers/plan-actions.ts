import { DomainError } from '../../errors.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { Recorder } from '../recorder.js';
import type { CaseState } from '../state.js';
import type { PlanAction, PlannedAction } from '../vocabulary/implementation.js';
import { assertDetermined, flagDeterminations } from './bid.js';
import { assertImplementing, assertNotBefore, contentOf, episodeFacts, policyOf, type Handler } from './support.js';

/** PLAN-3: what the agreed plan consists of. It is in force once the plan is signed off (PLAN-2, A53). */
export function listActions(
  recorder: Recorder,
  actions: readonly PlannedAction[],
  revision: number,
  agreedAt: Instant,
): void {
  assertListable(recorder.state, actions, agreedAt);
  recorder.emit('PlanActionsListed', agreedAt, { revision, actions });
  flagDeterminations(recorder, actions, agreedAt);
}

/** An action that goes on from the plan in force keeps its date, even where that has passed. */
function assertListable(state: CaseState, actions: readonly PlannedAction[], agreedAt: Instant): void {
  const agreedOn = localDateOf(policyOf(state).zone, agreedAt);
  actions.forEach(({ actionId, dueOn }, index) => {
    const field = `/payload/actions/${String(index)}`;
    if (actions.findIndex((other) => other.actionId === actionId) !== index) {
      throw new DomainError('ALREADY_USED', 'PLAN-3', 'Two actions of the plan have the same id.', {
        field: `${field}/actionId`,
        remedy: 'Give each action an id of its own.',
      });
    }
    if (dueOn < agreedOn && state.planActions[actionId]?.dueOn !== dueOn) {
      throw new DomainError('VALUE_NOT_POSSIBLE', 'PLAN-3', 'An action cannot be due before the plan is agreed.', {
        field: `${field}/dueOn`,
        inputs: { agreedOn },
        remedy: `Set a date from ${agreedOn} on.`,
      });
    }
  });
}

function unknown(remedy: string): DomainError {
  return new DomainError('UNKNOWN_REFERENCE', 'PLAN-3', 'The plan in force has no such action.', {
    field: '/payload/actionId',
    remedy,
  });
}

/** An action in one of these states; undefined when the plan lists no actions at all. */
function actionIn(state: CaseState, actionId: string, status: PlanAction['status']): PlanAction | undefined {
  const action = state.planActions[actionId];
  if (action === undefined) {
    if (state.proposedActions?.[actionId] !== undefined) {
      throw new DomainError('SIGN_OFF_MISSING', 'PLAN-2', 'This action waits for the sign-off of the revised plan.', {
        field: '/payload/actionId',
        remedy: 'Have the revision signed off; what cannot wait is recorded as urgent action.',
      });
    }
    if (Object.keys(state.planActions).length > 0) throw unknown('Use the id of an action of the plan, or revise it.');
    return undefined;
  }
  if (action.status === status) return action;
  throw new DomainError('NOTHING_PENDING', 'PLAN-3', `This action is ${action.status}.`, {
    field: '/payload/actionId',
    inputs: { status: action.status },
    remedy: `Only an action that is ${status} can take this step.`,
  });
}

/** PLAN-2, BID-2: an action of the plan in force, not before its determination. */
export const startPlanAction: Handler<'startPlanAction'> = (recorder, { occurredAt, payload }) => {
  const { state } = recorder;
  const { actionId } = payload;
  assertImplementing(state);
  const first = episodeFacts(state).find(({ type }) => type === 'PlanSignedOff');
  assertNotBefore(occurredAt, first?.occurredAt ?? null, 'the plan was signed off');
  const action = actionIn(state, actionId, 'pending');
  const kind = action?.bid ?? state.proposedActions?.[actionId]?.bid;
  if (kind !== undefined) assertDetermined(state, kind, occurredAt);
  recorder.emit('PlanActionStarted', occurredAt, { actionId, ...contentOf(payload) });
};

/** PLAN-3. */
export const completePlanAction: Handler<'completePlanAction'> = (recorder, { occurredAt, payload }) => {
  const { actionId } = payload;
  if (actionIn(recorder.state, actionId, 'ongoing') === undefined) throw unknown('List the actions in the plan first.');
  recorder.emit('PlanActionCompleted', occurredAt, { actionId, ...contentOf(payload) });
};
