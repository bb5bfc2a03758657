import { everybody } from '../../case/task-row.js';
import { agreedTerm, dutyOf, policyAt } from '../clocks.js';
import { localDateOf } from '../../time/zone.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyTask } from '../kind.js';
import { LEADERS, RETENTION_COMMANDS } from './retention-commands.js';
import { retentionOf } from './retention-reading.js';

/** No value of the policy: the closure names the date. */
const KEPT_UNTIL = 'closure.keep_until';

/** IM-7: the second signature. */
function confirmations(state: DutyState): DutyTask[] {
  const { proposal } = retentionOf(state);
  if (proposal === null) return [];
  const { seq, occurredAt: openedAt } = proposal.fact;
  return [
    {
      taskId: `destruction_confirmation:${String(seq)}`,
      kind: 'destruction_confirmation',
      command: 'confirmDestruction',
      assignee: everybody('HEAD', state.scope.agencyId),
      ...{ dueOn: null, dueAt: null, openedAt },
    },
  ];
}

/** IM-7: the file of a closed case is looked at on its date, and ends under two signatures. */
export const retention: DutyFileRules = {
  opens: [],
  reads: LEADERS,
  commands: RETENTION_COMMANDS,
  duties: (state) =>
    retentionOf(state).keepings.map(({ seq, from, until, end }) => {
      const policy = policyAt(state, from);
      const isMet = end?.as === 'extended' || end?.as === 'destroyed';
      const duty = dutyOf(state, {
        ...{ key: `retention_review:${String(seq)}`, kind: 'retention_review', anchor: from },
        term: agreedTerm(policy, 'IM-7', KEPT_UNTIL, until, localDateOf(policy.zone, from)),
        metAt: isMet ? end.at : null,
      });
      return end === null || isMet ? duty : { ...duty, status: 'cancelled', endedAt: end.at, endCause: end.as };
    }),
  commandOf: () => 'extendRetention',
  assigneeOf: ({ scope }) => everybody('MGR', scope.officeId),
  // Years pass before there is anything to do.
  waits: (state, duty) => duty.remindedFor !== null || state.breaches.some(({ key }) => key === duty.key),
  tasks: confirmations,
};
