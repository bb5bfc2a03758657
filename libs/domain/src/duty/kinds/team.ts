import { everybody } from '../../case/task-row.js';
import { daysTerm } from '../../clocks/terms.js';
import { numberOf } from '../../policy/policy.js';
import { factsOf, monthly, recurring } from '../clocks.js';
import type { DutyFileRules, DutyGrant } from '../kind.js';

const SUPERVISOR: readonly DutyGrant[] = [['SUP', 'team']];

/** Section 3.11: what the supervisors of a team owe to all of it, and to the manager. */
export const team: DutyFileRules = {
  opens: [
    ['SUP', 'team'],
    ['MGR', 'office'],
    ['HEAD', 'agency'],
    ['SYSTEM', 'any'],
  ],
  reads: [
    ['SUP', 'team'],
    ['CW', 'team'],
    ['MGR', 'office'],
    ['HEAD', 'agency'],
  ],
  commands: {
    recordTeamMeeting: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('TeamMeetingHeld', occurredAt, payload),
    },
    submitTeamReport: {
      may: SUPERVISOR,
      decide: (recorder, { occurredAt, payload }) => recorder.fact('TeamReportSubmitted', occurredAt, payload),
    },
  },
  duties: (state, now) => {
    const reports = factsOf(state, 'TeamReportSubmitted');
    return [
      ...recurring(state, {
        kind: 'team_meeting',
        acts: factsOf(state, 'TeamMeetingHeld'),
        term: (policy, from) => {
          const key = 'supervision.team_meeting_days';
          return daysTerm(policy, 'SPEC-3.11', key, numberOf(policy, key), from);
        },
      }),
      ...recurring(state, {
        kind: 'weekly_report',
        acts: reports.filter(({ data }) => data.period === 'week'),
        term: (policy, from) => {
          const key = 'supervision.weekly_report_days';
          return daysTerm(policy, 'SPEC-3.11', key, numberOf(policy, key), from);
        },
      }),
      ...monthly(state, now, {
        kind: 'monthly_report',
        acts: reports.filter(({ data }) => data.period === 'month'),
        rule: 'SPEC-3.11',
        policyKey: 'supervision.monthly_reports',
        needed: (policy) => numberOf(policy, 'supervision.monthly_reports'),
      }),
    ];
  },
  commandOf: (kind) => (kind === 'team_meeting' ? 'recordTeamMeeting' : 'submitTeamReport'),
  assigneeOf: ({ scope }) => everybody('SUP', scope.teamId),
};
