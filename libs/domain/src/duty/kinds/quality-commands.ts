import { authorOf } from '../../access/actor.js';
import { assertNotOwnWork } from '../../access/permissions.js';
import { DomainError } from '../../errors.js';
import { assertQualityAnswer, assertQualityComplete } from '../../quality/answers.js';
import { QUALITY_FRAMEWORK, qualityFramework } from '../../quality/framework.js';
import type { QualityFramework } from '../../quality/terms.js';
import { isLocalDate } from '../../time/civil-date.js';
import type { Instant } from '../../time/instant.js';
import { localDateOf } from '../../time/zone.js';
import type { DutyCommandOf } from '../commands.js';
import type { DutyCommandRules, DutyGrant } from '../kind.js';
import type { DutyRecorder } from '../recorder.js';
import { qualityActions, qualityAssessments, type QualityAction, type QualityAssessment } from './quality-reading.js';
import type { QualityPayloads } from './quality-vocabulary.js';

const LEADERS: readonly DutyGrant[] = [
  ['SUP', 'agency'],
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];
/** QAF-6: who answers for what the agency says about itself. */
const CONFIRM: readonly DutyGrant[] = [
  ['MGR', 'agency'],
  ['HEAD', 'agency'],
];
/** Anybody of the agency can be asked to do something. */
const OWNERS: readonly DutyGrant[] = [['CW', 'agency'], ['DE', 'agency'], ...LEADERS];

function assertNotBefore(occurredAt: Instant, earliest: Instant): void {
  if (occurredAt >= earliest) return;
  throw new DomainError('OCCURRED_OUT_OF_ORDER', 'QAF-6', 'This cannot have happened before what it follows.', {
    field: '/occurredAt',
    inputs: { earliest },
    remedy: 'Check date and time: give a moment after the step before.',
  });
}

function assessmentIn(
  { state }: DutyRecorder,
  assessmentId: string,
  status: QualityAssessment['status'],
): QualityAssessment {
  const found = qualityAssessments(state).find((assessment) => assessment.assessmentId === assessmentId);
  if (found === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'QAF-6', 'There is no such quality assessment.', {
      field: '/payload/assessmentId',
      remedy: 'See the assessments of the agency.',
    });
  }
  if (found.status !== status) {
    throw new DomainError('NOTHING_PENDING', 'QAF-6', 'The assessment is not at this point.', {
      field: '/payload/assessmentId',
      inputs: { status: found.status },
      remedy: 'See how far the assessment is: answers, completion, confirmation.',
    });
  }
  return found;
}

/** Only versions that were published are recorded, and they are kept for ever. */
function frameworkOf({ framework }: QualityAssessment): QualityFramework {
  return qualityFramework(framework) ?? QUALITY_FRAMEWORK;
}

function actionIn({ state }: DutyRecorder, actionId: string, ...statuses: QualityAction['status'][]): QualityAction {
  const found = qualityActions(state).find((action) => action.actionId === actionId);
  if (found === undefined) {
    throw new DomainError('UNKNOWN_REFERENCE', 'QAF-7', 'There is no such action in the plan.', {
      field: '/payload/actionId',
      remedy: 'See the action plan of the agency.',
    });
  }
  if (!statuses.includes(found.status)) {
    throw new DomainError('NOTHING_PENDING', 'QAF-7', 'The action is not at this point.', {
      field: '/payload/actionId',
      inputs: { status: found.status },
      remedy: 'See how far the action is; what is over needs a new action.',
    });
  }
  return found;
}

function start(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'startQualityAssessment'>): void {
  const known = qualityAssessments(recorder.state);
  if (known.some(({ status }) => status !== 'confirmed')) {
    throw new DomainError('ALREADY_PENDING', 'QAF-6', 'An assessment is under way.', {
      remedy: 'Complete and confirm it before another one begins.',
    });
  }
  if (known.some(({ assessmentId }) => assessmentId === payload.assessmentId)) throw used('/payload/assessmentId');
  recorder.fact('QualityAssessmentStarted', occurredAt, { ...payload, framework: QUALITY_FRAMEWORK.version });
}

function used(field: string): DomainError {
  return new DomainError('ALREADY_USED', 'QAF-6', 'This id is in use.', { field, remedy: 'Use another id.' });
}

function answer(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'answerQualityIndicator'>): void {
  const assessment = assessmentIn(recorder, payload.assessmentId, 'open');
  assertNotBefore(occurredAt, assessment.started.at);
  assertQualityAnswer(frameworkOf(assessment), payload.indicatorId, payload);
  recorder.fact('QualityIndicatorAnswered', occurredAt, payload);
}

function complete(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'completeQualityAssessment'>): void {
  const assessment = assessmentIn(recorder, payload.assessmentId, 'open');
  assertNotBefore(occurredAt, assessment.lastAt);
  assertQualityComplete(frameworkOf(assessment), assessment.answers);
  recorder.fact('QualityAssessmentCompleted', occurredAt, payload);
}

/** QAF-6, PERM-1: completed by one, decided on by another. */
function decideOn(
  recorder: DutyRecorder,
  { actor, occurredAt, payload }: DutyCommandOf<'confirmQualityAssessment'> | DutyCommandOf<'returnQualityAssessment'>,
  fact: 'QualityAssessmentConfirmed' | 'QualityAssessmentReturned',
): void {
  const { completed, lastAt } = assessmentIn(recorder, payload.assessmentId, 'completed');
  if (completed !== null) assertNotOwnWork(actor, completed.by, 'assessment');
  assertNotBefore(occurredAt, lastAt);
  recorder.fact(fact, occurredAt, payload);
}

function assertActionPossible(
  { state }: DutyRecorder,
  { dueOn, towards, indicatorId }: QualityPayloads['addQualityAction'],
  assessment: QualityAssessment,
  occurredAt: Instant,
): void {
  assertQualityAnswer(frameworkOf(assessment), indicatorId, { step: towards, notApplicable: null, evidence: [] });
  if (isLocalDate(dueOn) && dueOn >= localDateOf(state.policy.zone, occurredAt)) return;
  throw new DomainError('VALUE_NOT_POSSIBLE', 'QAF-7', 'An action needs a day by which it can still be done.', {
    field: '/payload/dueOn',
    remedy: 'Give a date that is not before the day on which the action is agreed.',
  });
}

function addAction(recorder: DutyRecorder, { occurredAt, payload }: DutyCommandOf<'addQualityAction'>): void {
  if (qualityActions(recorder.state).some(({ actionId }) => actionId === payload.actionId)) {
    throw used('/payload/actionId');
  }
  const assessment = qualityAssessments(recorder.state).find((it) => it.assessmentId === payload.assessmentId);
  const known = assessment ?? assessmentIn(recorder, payload.assessmentId, 'open');
  assertActionPossible(recorder, payload, known, occurredAt);
  recorder.fact('QualityActionAdded', occurredAt, payload);
}

/** QAF-7: who was asked to do it says that it is done; a manager or the head can say so in the owner's place. */
function completeAction(
  recorder: DutyRecorder,
  { actor, occurredAt, payload }: DutyCommandOf<'completeQualityAction'>,
): void {
  const action = actionIn(recorder, payload.actionId, 'open');
  if (actor.role !== 'MGR' && actor.role !== 'HEAD' && authorOf(actor) !== action.ownerId) {
    throw new DomainError('NOT_PERMITTED', 'QAF-7', 'Somebody else was asked to do this.', {
      field: '/payload/actionId',
      remedy: 'Ask who has the action, a manager or the head of the agency.',
    });
  }
  assertNotBefore(occurredAt, action.added.at);
  recorder.fact('QualityActionCompleted', occurredAt, payload);
}

function reviewAction(recorder: DutyRecorder, command: DutyCommandOf<'reviewQualityAction'>): void {
  const { actor, occurredAt, payload } = command;
  const { completed, ownerId, added } = actionIn(recorder, payload.actionId, 'completed');
  assertNotOwnWork(actor, ownerId, 'action');
  if (completed !== null) assertNotOwnWork(actor, completed.by, 'action');
  assertNotBefore(occurredAt, completed?.at ?? added.at);
  recorder.fact('QualityActionReviewed', occurredAt, payload);
}

function dropAction(recorder: DutyRecorder, command: DutyCommandOf<'dropQualityAction'>): void {
  const { actor, occurredAt, payload } = command;
  const { ownerId, added } = actionIn(recorder, payload.actionId, 'open');
  assertNotOwnWork(actor, ownerId, 'action');
  assertNotBefore(occurredAt, added.at);
  recorder.fact('QualityActionDropped', occurredAt, payload);
}

export const QUALITY_COMMANDS: DutyCommandRules = {
  startQualityAssessment: { may: LEADERS, decide: start },
  answerQualityIndicator: { may: LEADERS, decide: answer },
  completeQualityAssessment: { may: LEADERS, decide: complete },
  confirmQualityAssessment: {
    may: CONFIRM,
    decide: (recorder, command) => {
      decideOn(recorder, command, 'QualityAssessmentConfirmed');
    },
  },
  returnQualityAssessment: {
    may: CONFIRM,
    decide: (recorder, command) => {
      decideOn(recorder, command, 'QualityAssessmentReturned');
    },
  },
  addQualityAction: { may: LEADERS, decide: addAction },
  completeQualityAction: { may: OWNERS, decide: completeAction },
  reviewQualityAction: { may: CONFIRM, decide: reviewAction },
  dropQualityAction: { may: CONFIRM, decide: dropAction },
};
