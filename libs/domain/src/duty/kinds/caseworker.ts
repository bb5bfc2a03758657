import { everybody } from '../../case/task-row.js';
import { daysTerm, monthsTerm } from '../../clocks/terms.js';
import { DomainError } from '../../errors.js';
import { numberOf } from '../../policy/policy.js';
import { fileCheckResult } from '../../supervision/file-checklist.js';
import { localDateOf } from '../../time/zone.js';
import { factsOf, monthly, recurring } from '../clocks.js';
import type { DutyCommandType } from '../commands.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';
import { observations } from './observation.js';

/** Section 2: the supervisor does, the caseworker receives, the manager sees. */
const SUPERVISOR: readonly DutyGrant[] = [['SUP', 'team']];

/** Section 3.11: what is owed to one caseworker by the supervisors of the team. */
export const caseworker: DutyFileRules = {
  opens: [
    ['SUP', 'team'],
    ['MGR', 'office'],
    ['HEAD', 'agency'],
    ['SYSTEM', 'any'],
  ],
  reads: [
    ['CW', 'subject'],
    ['SUP', 'team'],
    ['MGR', 'office'],
    ['HEAD', 'agency'],
  ],
  commands: {
    recordCaseloadReview: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('CaseloadReviewHeld', occurredAt, payload),
    },
    recordFileCheck: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => {
        const { isComplete, unanswered } = fileCheckResult(payload.answers);
        if (!isComplete) {
          throw new DomainError('FIELD_MISSING', 'SUPV-3', 'Every item of the checklist needs an answer.', {
            field: '/payload/answers',
            inputs: { unanswered: unanswered.join(' ') },
            remedy: 'Answer each item with yes, no or not_applicable.',
          });
        }
        recorder.fact('CaseFileChecked', occurredAt, payload);
      },
    },
    recordSupervision: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('SupervisionHeld', occurredAt, payload),
    },
    recordCapacityAssessment: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('CapacityAssessed', occurredAt, payload),
    },
    recordObservation: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('ObservationHeld', occurredAt, payload),
    },
    recordTraining: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => {
        const today = localDateOf(recorder.state.policy.zone, occurredAt);
        if (payload.completedOn > today) {
          throw new DomainError('OCCURRED_IN_FUTURE', 'TIME-1', 'What has not happened yet cannot be recorded.', {
            field: '/payload/completedOn',
            inputs: { completedOn: payload.completedOn, today },
            remedy: 'Enter the date on which the training was completed.',
          });
        }
        recorder.fact('TrainingRecorded', occurredAt, payload);
      },
    },
  },
  duties: (state, now) => [
    ...recurring(state, {
      kind: 'caseload_review',
      acts: factsOf(state, 'CaseloadReviewHeld'),
      term: (policy, from) => {
        const key = 'supervision.caseload_review_days';
        return daysTerm(policy, 'SUPV-1', key, numberOf(policy, key), from);
      },
    }),
    ...recurring(state, {
      kind: 'individual_supervision',
      acts: factsOf(state, 'SupervisionHeld'),
      term: (policy, from) => {
        const key = 'supervision.individual_days';
        return daysTerm(policy, 'SPEC-3.11', key, numberOf(policy, key), from);
      },
    }),
    ...recurring(state, {
      kind: 'capacity_assessment',
      acts: factsOf(state, 'CapacityAssessed'),
      term: (policy, from, isFirst) => {
        const first = 'supervision.capacity_first_days';
        if (isFirst) return daysTerm(policy, 'A24', first, numberOf(policy, first), from);
        const again = 'supervision.capacity_repeat_months';
        return monthsTerm(policy, 'A24', again, numberOf(policy, again), from);
      },
    }),
    ...observations(state),
    ...monthly(state, now, {
      kind: 'file_check',
      acts: factsOf(state, 'CaseFileChecked'),
      rule: 'SUPV-2',
      policyKey: 'supervision.min_files',
      needed: (policy) => numberOf(policy, 'supervision.min_files'),
    }),
  ],
  commandOf: (kind) => COMMANDS[kind] ?? 'endDutyFile',
  assigneeOf: ({ scope }) => everybody('SUP', scope.teamId),
};

const COMMANDS: Readonly<Partial<Record<string, DutyCommandType>>> = {
  caseload_review: 'recordCaseloadReview',
  file_check: 'recordFileCheck',
  individual_supervision: 'recordSupervision',
  capacity_assessment: 'recordCapacityAssessment',
  observation: 'recordObservation',
};
