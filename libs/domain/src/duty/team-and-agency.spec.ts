import { describe, expect, it } from 'vitest';
import { ADutyFile, HEAD_A, MGR_A, SUP_A } from '../testing/a-duty-file.js';
import { dutyReadModelOf } from './read-model.js';
import { isDutyPermitted } from './permissions.js';

const AGENCY = { teamId: null, officeId: null, agencyId: 'agency-a' };

describe('duties of a team', () => {
  const opened = () => new ADutyFile().open('team', 'team-a', '2026-05-18 09:00');

  it('a meeting is due every fortnight, a report to the manager every week and every month [SPEC-3.11]', () => {
    const file = opened();
    expect(file.due('team_meeting')).toEqual(['2026-06-01']);
    expect(file.due('weekly_report')).toEqual(['2026-05-25']);
    expect(file.due('monthly_report')).toEqual(['2026-05-31']);
    file.give('submitTeamReport', { period: 'week' }, '2026-05-22 16:00');
    expect(file.due('weekly_report')).toEqual(['2026-05-29']);
    expect(file.due('monthly_report')).toEqual(['2026-05-31']);
    file.give('submitTeamReport', { period: 'month' }, '2026-05-29 16:00');
    expect(file.due('monthly_report')).toEqual(['2026-06-30']);
    file.give('recordTeamMeeting', { present: 5 }, '2026-05-28 09:00', SUP_A, '2026-05-30 09:00');
    expect(file.due('team_meeting')).toEqual(['2026-06-11']);
  });

  it('a long silence is one breach and climbs to the manager, then to the head [A36] [TIME-8]', () => {
    const file = opened().until('2026-08-01 09:00');
    expect(file.breached('team_meeting')).toEqual(['2026-06-01']);
    const { escalations } = dutyReadModelOf(file.state);
    expect(escalations.find(({ kind }) => kind === 'team_meeting')).toMatchObject({
      step: 3,
      assignee: { role: 'HEAD', scopeId: 'agency-a' },
    });
  });

  it('the manager answers an escalation; the supervisor who missed it does not [SPEC-2]', () => {
    const file = opened().until('2026-06-02 09:00');
    expect(isDutyPermitted(file.state, SUP_A, 'resolveDutyEscalation')).toBe(false);
    const [first] = file.state.escalations.filter(({ kind }) => kind === 'team_meeting');
    const escalationId = first?.escalationId ?? '';
    file.give('acknowledgeDutyEscalation', { escalationId }, '2026-06-02 10:00', MGR_A);
    file.give('resolveDutyEscalation', { escalationId }, '2026-06-03 10:00', MGR_A).until('2026-07-01 09:00');
    expect(file.state.escalations.find((one) => one.escalationId === escalationId)).toMatchObject({
      status: 'resolved',
      resolvedAs: 'handled',
      step: 2,
    });
  });
});

describe('duties of an agency', () => {
  it('documents, service map and training of providers are looked at again within half a year [SPEC-3.11] [IM-10]', () => {
    const file = new ADutyFile().open('agency', 'agency-a', '2026-01-31 09:00', AGENCY, HEAD_A);
    for (const kind of [
      'sop_review',
      'isp_review',
      'dpp_review',
      'dpia_review',
      'service_map_review',
      'provider_training',
    ]) {
      expect(file.due(kind), kind).toEqual(['2026-07-31']);
    }
    file.give('recordDocumentReview', { document: 'dpia', changed: true }, '2026-03-31 09:00', MGR_A);
    expect(file.due('dpia_review')).toEqual(['2026-09-30']);
    expect(file.due('sop_review')).toEqual(['2026-07-31']);
    expect(dutyReadModelOf(file.state).tasks.every(({ assignee }) => assignee.role === 'HEAD')).toBe(true);
  });
});
