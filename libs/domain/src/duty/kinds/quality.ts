import type { Obligation } from '../../case/obligation.js';
import { everybody, person } from '../../case/task-row.js';
import { monthsTerm } from '../../clocks/terms.js';
import { numberOf } from '../../policy/policy.js';
import { localDateOf } from '../../time/zone.js';
import { agreedTerm, dutyOf, factsOf, policyAt, recurring } from '../clocks.js';
import type { DutyState } from '../file.js';
import type { DutyFileRules, DutyTask } from '../kind.js';
import { QUALITY_COMMANDS } from './quality-commands.js';
import { qualityActions, qualityAssessments, type QualityAction } from './quality-reading.js';

const ASSESSMENT_MONTHS = 'quality.assessment_months';
/** No value of the policy: people agree on the date. */
const AGREED = 'quality.action';
const ACTION_KEY = 'quality_action:';

/** QAF-7: due on the agreed day; what was dropped is owed no more, and a miss before that stays a miss. */
function actionDuty(state: DutyState, action: QualityAction): Obligation {
  const { actionId, added, completed, dropped, dueOn } = action;
  const policy = policyAt(state, added.at);
  const from = localDateOf(policy.zone, added.at);
  const duty = dutyOf(state, {
    key: `${ACTION_KEY}${actionId}`,
    kind: 'quality_action',
    anchor: added.at,
    term: agreedTerm(policy, 'QAF-7', AGREED, dueOn, from),
    metAt: completed?.at ?? null,
  });
  return dropped === null ? duty : { ...duty, status: 'cancelled', endedAt: dropped.at, endCause: 'dropped' };
}

/** Who decides on what others completed: the head of the agency, or a manager who looks into the file. */
function decisions(state: DutyState): DutyTask[] {
  const common = { assignee: everybody('HEAD', state.scope.agencyId), dueOn: null, dueAt: null };
  const assessments = qualityAssessments(state).flatMap(({ assessmentId, status, completed }): DutyTask[] => {
    if (status !== 'completed' || completed === null) return [];
    const taskId = `quality_confirmation:${assessmentId}`;
    const command = 'confirmQualityAssessment';
    return [{ taskId, kind: 'quality_confirmation', command, openedAt: completed.at, ...common }];
  });
  const actions = qualityActions(state).flatMap(({ actionId, status, completed }): DutyTask[] => {
    if (status !== 'completed' || completed === null) return [];
    const taskId = `quality_action_review:${actionId}`;
    return [
      { taskId, kind: 'quality_action_review', command: 'reviewQualityAction', openedAt: completed.at, ...common },
    ];
  });
  return [...assessments, ...actions];
}

/** The quality self-assessment of an agency, and what it plans to do about it. */
export const quality: DutyFileRules = {
  opens: [
    ['MGR', 'agency'],
    ['HEAD', 'agency'],
    ['SYSTEM', 'any'],
  ],
  reads: [
    ['CW', 'agency'],
    ['DE', 'agency'],
    ['SUP', 'agency'],
    ['MGR', 'agency'],
    ['HEAD', 'agency'],
  ],
  commands: QUALITY_COMMANDS,
  duties: (state) => [
    // QAF-8: an assessment counts when it is confirmed.
    ...recurring(state, {
      kind: 'quality_assessment',
      acts: factsOf(state, 'QualityAssessmentConfirmed'),
      term: (policy, from) => monthsTerm(policy, 'QAF-8', ASSESSMENT_MONTHS, numberOf(policy, ASSESSMENT_MONTHS), from),
    }),
    ...qualityActions(state).map((action) => actionDuty(state, action)),
  ],
  commandOf: (kind) => (kind === 'quality_action' ? 'completeQualityAction' : 'startQualityAssessment'),
  assigneeOf: (state, kind, key) => {
    const action = qualityActions(state).find(({ actionId }) => key === `${ACTION_KEY}${actionId}`);
    if (kind !== 'quality_action' || action === undefined) return everybody('HEAD', state.scope.agencyId);
    return person(action.ownerId);
  },
  tasks: decisions,
};
