import type {
  DutyAnswer,
  DutyFileDetail,
  InboxItem,
  QualityActionsView,
  QualityAnswersView,
  QualityAssessmentsView,
  QualityComparisonView,
  QualityFrameworkView,
  QualitySuggestionsView,
} from '@caseward/contracts';
import { createClock } from '@caseward/config';
import { rebuild } from '@caseward/persistence';
import { beforeAll, describe, expect, it } from 'vitest';
import { registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const DAY_MS = 86_400_000;
const NOW_MS = createClock().realMs();
const ago = (days: number): string => new Date(NOW_MS - days * DAY_MS).toISOString();
const dateIn = (days: number): string => new Date(NOW_MS + days * DAY_MS).toISOString().slice(0, 10);

describe('the quality of an agency', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const [amal, badr, gale, head] = ['cw.amal', 'sup.badr', 'mgr.gale', 'head.lena'].map(as) as [
    ApiPerson,
    ApiPerson,
    ApiPerson,
    ApiPerson,
  ];
  let fileId = '';
  let indicators: string[] = [];

  const give = (who: ApiPerson, type: string, payload: object, more: object = {}) =>
    who.post<DutyAnswer>(`/v1/duty-files/${fileId}/commands`, { type, payload, ...more });
  const done = async (who: ApiPerson, type: string, payload: object, more: object = {}): Promise<void> => {
    const answer = await give(who, type, payload, more);
    expect(answer.status, answer.text).toBe(200);
  };
  const me = async (who: ApiPerson) => (await who.get<{ personId: string; agencyId: string }>('/v1/me')).body;

  async function answer(assessmentId: string, indicatorId: string, step: number, day: number): Promise<void> {
    const evidence = indicatorId === 'sop' ? [{ kind: 'document', documentId: 'sop-2' }] : [];
    const form = indicatorId === 'sop' ? { form: { why: 'CANARY-why' } } : {};
    const payload = { assessmentId, indicatorId, step, notApplicable: null, evidence };
    await done(badr, 'answerQualityIndicator', payload, { occurredAt: ago(day), ...form });
  }

  beforeAll(async () => {
    const { dimensions } = (await badr.get<QualityFrameworkView>('/v1/quality/framework')).body;
    indicators = dimensions.flatMap((dimension) => dimension.indicators.map(({ id }) => id));
    const { agencyId } = await me(head);
    const body = { kind: 'quality', subjectId: agencyId, occurredAt: ago(300) };
    const opened = await head.post<DutyAnswer>('/v1/duty-files', body);
    expect(opened.status, opened.text).toBe(201);
    fileId = opened.body.fileId;
    const first = { assessmentId: 'qa-2025' };
    await done(badr, 'startQualityAssessment', first, { occurredAt: ago(250) });
    await Promise.all(indicators.map((id) => answer('qa-2025', id, { sop: 0, forms: 2 }[id] ?? 1, 250)));
    await done(badr, 'completeQualityAssessment', first, { occurredAt: ago(249) });
    await done(head, 'confirmQualityAssessment', first, { occurredAt: ago(248) });
    await done(badr, 'startQualityAssessment', { assessmentId: 'qa-2026' }, { occurredAt: ago(20) });
    await answer('qa-2026', 'sop', 2, 20);
    await answer('qa-2026', 'forms', 1, 20);
  });

  it('is answered on the framework, which has words in three languages [QAF-1]', async () => {
    const { version, levels, dimensions } = (await amal.get<QualityFrameworkView>('/v1/quality/framework')).body;
    expect([version, levels.length, dimensions.length, indicators.length]).toEqual([1, 4, 17, 44]);
    expect(dimensions[0]?.indicators[0]?.steps.every(({ en, ar, fr }) => [en, ar, fr].every(Boolean))).toBe(true);
    expect((await amal.get('/v1/quality/framework?version=2')).status).toBe(404);
  });

  it('keeps each assessment with answers, evidence and scores [QAF-2] [QAF-3]', async () => {
    const { items } = (await badr.get<QualityAssessmentsView>('/v1/quality/assessments')).body;
    expect(items.map(({ assessmentId, status }) => [assessmentId, status])).toEqual([
      ['qa-2025', 'confirmed'],
      ['qa-2026', 'open'],
    ]);
    expect(items[0]?.scores[0]).toMatchObject({ dimensionId: 'response', level: 'critical' });
    const one = (await badr.get<QualityAnswersView>('/v1/quality/assessments/qa-2026')).body;
    expect(one.answers['sop']).toMatchObject({ step: 2, evidence: [{ kind: 'document', documentId: 'sop-2' }] });
    expect(one.answers['sop']?.contentId).not.toBeNull();
    expect(one.withoutEvidence).not.toContain('sop');
    expect((await badr.get('/v1/quality/assessments/qa-2020')).status).toBe(404);
  });

  it('compares two assessments over time [QAF-4]', async () => {
    const url = '/v1/quality/comparison?before=qa-2025&after=qa-2026';
    const { counts, indicators: changes, dimensions } = (await gale.get<QualityComparisonView>(url)).body;
    expect(counts).toMatchObject({ improved: 1, worse: 1, no_longer_answered: 42 });
    expect(changes.find(({ indicatorId }) => indicatorId === 'forms')).toMatchObject({ before: 2, after: 1 });
    expect(dimensions.find(({ dimensionId }) => dimensionId === 'response')).toMatchObject({ change: 'improved' });
  });

  it('proposes steps from the own figures, and answers nothing by itself [QAF-5]', async () => {
    await registeredCase(amal);
    const url = `/v1/quality/suggestions?from=${dateIn(-30)}&to=${dateIn(1)}`;
    const { items } = (await badr.get<QualitySuggestionsView>(url)).body;
    expect(items.find(({ indicatorId }) => indicatorId === 'staff_ratios')?.because).toHaveLength(3);
    expect(items.find(({ indicatorId }) => indicatorId === 'dpia')).toMatchObject({ step: null });
    const upsideDown = await badr.get(`/v1/quality/suggestions?from=${dateIn(1)}&to=${dateIn(-30)}`);
    expect(upsideDown.status).toBe(400);
  });

  it('gives an action to a person, in whose inbox it waits; a miss is a breach [QAF-7]', async () => {
    const { personId: ownerId } = await me(amal);
    const action = { assessmentId: 'qa-2026', indicatorId: 'forms', towards: 2 };
    await done(gale, 'addQualityAction', { ...action, actionId: 'qact-1', ownerId, dueOn: dateIn(30) });
    const late = { ...action, actionId: 'qact-2', ownerId, dueOn: dateIn(-5) };
    await done(gale, 'addQualityAction', late, { occurredAt: ago(10) });
    const nobody = { ...action, actionId: 'qact-3', ownerId: 'somebody-else', dueOn: dateIn(30) };
    expect((await give(gale, 'addQualityAction', nobody)).status).toBe(422);

    const { items } = (await amal.get<{ items: InboxItem[] }>('/v1/inbox')).body;
    const own = items.filter(({ caseId }) => caseId === fileId);
    expect(own.map(({ kind, overdue }) => [kind, overdue]).sort()).toEqual([
      ['quality_action', false],
      ['quality_action', true],
    ]);
    await done(amal, 'completeQualityAction', { actionId: 'qact-2' });
    expect((await give(amal, 'reviewQualityAction', { actionId: 'qact-2', outcome: 'effective' })).status).toBe(403);
    await done(head, 'reviewQualityAction', { actionId: 'qact-2', outcome: 'effective' });
    const plan = (await amal.get<QualityActionsView>('/v1/quality/actions')).body.items;
    expect(plan.map(({ actionId, status, isOverdue }) => [actionId, status, isOverdue])).toEqual([
      ['qact-1', 'open', false],
      ['qact-2', 'reviewed', false],
    ]);
  });

  it('owes the next assessment a year after the last; another agency sees nothing of all this [QAF-8] [SPEC-2]', async () => {
    const { clocks } = (await head.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    const next = new Date(NOW_MS - 248 * DAY_MS);
    next.setUTCFullYear(next.getUTCFullYear() + 1);
    const open = clocks.find(({ kind }) => kind === 'quality_assessment');
    expect(Math.abs(Date.parse(`${open?.dueOn ?? ''}T00:00:00Z`) - next.getTime())).toBeLessThan(2 * DAY_MS);
    const stranger = as('sup.omar');
    expect((await stranger.get(`/v1/duty-files/${fileId}`)).status).toBe(404);
    expect((await stranger.get<QualityAssessmentsView>('/v1/quality/assessments')).body).toEqual({
      fileId: null,
      items: [],
    });
    const { agencyId } = await me(head);
    expect((await as('head.quinn').post('/v1/duty-files', { kind: 'quality', subjectId: agencyId })).status).toBe(422);
  });

  it('keeps words out of the record, and its tables are the fold of it [SPEC-3.11]', async () => {
    const found: unknown[] = await api.dataSource.query(
      `SELECT 1 FROM caseward.case_event WHERE data::text LIKE '%CANARY%' LIMIT 1`,
    );
    expect(found).toEqual([]);
    expect((await rebuild(api.dataSource, { check: true })).first).toBeNull();
  });
});
