import type { IndicatorReport, IndicatorUnitsView } from '@caseward/contracts';
import type { IndicatorId } from '@caseward/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { RecordedStory } from '../support/recorded-story.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const JUNE = '/v1/indicators?from=2026-06-01&to=2026-06-30';
const HARBOUR = { teamId: 'team-harbour', officeId: 'office-coast', agencyId: 'agency-lantern' };

describe('indicators', () => {
  const api = runningApi();
  const person = (login: string) => new ApiPerson(api, login);
  const amal = person('cw.amal');
  const coordination = person('coord.rana');
  let caseId = '';

  beforeAll(async () => {
    const play = async (caseworkerId: string, sex: 'female' | 'male', reporting = true) => {
      const one = await new RecordedStory(api.dataSource, { caseworkerId, ...HARBOUR }).registered('2026-06-01', {
        ...{ reporting, more: { profile: { sex } } },
      });
      await one.assessed('2026-06-05T10:00');
      caseId = one.state.caseId;
    };
    for (let made = 0; made < 6; made += 1) await play('demo-cw-amal', 'female');
    await play('demo-cw-amal', 'female', false);
    await play('demo-cw-basim', 'male');
  });

  const numberOf = async (who: ApiPerson, indicator: IndicatorId, more = ''): Promise<unknown> => {
    const { status, body } = await who.get<IndicatorReport>(`${JUNE}${more}`);
    expect(status).toBe(200);
    const table = body.indicators.find((one) => one.indicator === indicator);
    return table?.total.value ?? null;
  };

  it.each([
    ['cw.amal', 6],
    ['cw.carla', null],
    ['sup.badr', 7],
    ['sup.farah', null],
    ['mgr.gale', 7],
    ['mgr.jude', null],
    ['head.lena', 7],
    ['head.quinn', null],
    ['coord.rana', 7],
  ])('%s sees the new cases of the own place: %j [SPEC-2] [SPEC-7] [CONS-7]', async (login, cases) => {
    expect(await numberOf(person(login), 'P13a')).toBe(cases);
  });

  it.each(['admin.sami', 'de.kim', 'rfp.tariq', 'comm.wafa'])('%s sees none [SPEC-2]', async (login) => {
    expect((await person(login).get(JUNE)).status).toBe(403);
  });

  it('the coordination group learns no small count, not even by subtraction [SPEC-7] [IM-9]', async () => {
    const { body } = await coordination.get<IndicatorReport>(`${JUNE}&by=sex`);
    const cases = body.indicators.find(({ indicator }) => indicator === 'P13a');
    expect(body.areSmallCountsHidden).toBe(true);
    expect(cases).toMatchObject({ total: { numerator: 7, isHidden: false }, lines: [], hasRest: true });
    const inside = (await person('head.lena').get<IndicatorReport>(`${JUNE}&by=sex`)).body.indicators;
    expect(inside.find(({ indicator }) => indicator === 'P13a')?.lines.map(({ numerator }) => numerator)).toEqual([
      6, 1,
    ]);
  });

  it.each([
    ['a part of a month', '/v1/indicators?from=2026-06-01&to=2026-06-29', '/from'],
    ['two months', '/v1/indicators?from=2026-05-01&to=2026-06-30', '/from'],
    ['two dimensions', `${JUNE}&by=sex,level`, '/by'],
    ['single caseworkers', `${JUNE}&by=caseworker`, '/by'],
    ['another moment of knowing', `${JUNE}&asKnownAt=2026-07-01T00:00:00Z`, '/asKnownAt'],
    ['a month that is not over', '/v1/indicators?from=2999-06-01&to=2999-06-30', '/to'],
  ])('outside, %s is refused: two answers would tell about one child [IM-9]', async (_, url, pointer) => {
    const { body, status } = await coordination.get(url);
    expect({ status, body }).toMatchObject({ status: 422, body: { rule: 'IM-9', errors: [{ pointer }] } });
  });

  it('every number opens into what stands behind it, for who may see the cases [SPEC-7] [SPEC-2]', async () => {
    const url = '/v1/indicators/P1/cases?from=2026-06-01&to=2026-06-30&by=sex';
    const { body } = await amal.get<IndicatorUnitsView>(url);
    expect(body.items).toHaveLength(6);
    expect(body.items[0]).toMatchObject({ isAbove: true, countedOn: '2026-06-08', group: { sex: 'female' } });
    expect((await person('sup.badr').get<IndicatorUnitsView>(url)).body.items).toHaveLength(7);
    expect((await person('head.quinn').get<IndicatorUnitsView>(url)).body.items).toEqual([]);
    expect((await coordination.get(url)).status).toBe(403);
    expect((await amal.get(url.replace('P1', 'P99'))).status).toBe(404);
  });

  it('what numbers are broken down by is read by those who work with the child, and by no administrator [SPEC-2]', async () => {
    const seen = async (login: string) => {
      const urls = [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/timeline?limit=100`];
      return (await Promise.all(urls.map((url) => person(login).get(url)))).map(({ text }) => text.includes('"male"'));
    };
    expect(await seen('cw.basim')).toEqual([true, true]);
    expect(await seen('admin.sami')).toEqual([false, false]);
  });

  it('a number of the past is given again as it was known then [SPEC-7]', async () => {
    expect(await numberOf(amal, 'P1')).toBe(100);
    expect(await numberOf(amal, 'P1', '&asKnownAt=2026-06-05T06:00:00Z')).toBeNull();
    const future = await amal.get(`${JUNE}&asKnownAt=2999-01-01T00:00:00Z`);
    expect(future.body).toMatchObject({ status: 422, errors: [{ pointer: '/asKnownAt' }] });
  });

  it('comes as a sheet that a spreadsheet opens without running anything [SPEC-7]', async () => {
    const { text, headers } = await amal.get(`${JUNE}&by=sex`, { accept: 'text/csv', 'accept-language': 'fr' });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [headings, ...lines] = text.split('\n');
    expect(headings).toBe(
      '\uFEFFindicator,name,formula,unit,from,to,as_known_at,sex,numerator,denominator,value,target,is_met,is_hidden',
    );
    expect(lines.find((line) => line.startsWith('P1,'))).toContain('Évaluations dans les délais');
    expect(lines.every((line) => !/(^|,)[=+\-@]/.test(line))).toBe(true);
  });
});
