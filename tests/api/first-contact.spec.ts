import { randomUUID } from 'node:crypto';
import type { LevelProposalView, RefusalTallyView, UrgentContactsView } from '@caseward/contracts';
import { fromMs, toMs, type SexualViolenceCare } from '@caseward/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { applied, consentedCase, LOW, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const HOUR = 3_600_000;
const YES = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true };
const REFUSED = { participate: false, storeData: false };

describe('first contact', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const [amal, badr, kim, wafa] = [as('cw.amal'), as('sup.badr'), as('de.kim'), as('comm.wafa')];
  let now = '';

  beforeAll(async () => {
    now = (await amal.get<{ now: string }>('/v1/simulation')).body.now;
  });

  const contentsOf = (caseId: string): Promise<unknown[]> =>
    api.dataSource.query('SELECT content_id FROM caseward.form_content WHERE case_id = $1', [caseId]);
  const tally = async () => {
    const { items } = (await badr.get<RefusalTallyView>('/v1/refusal-tally')).body;
    return items.reduce((sum, { refusals }) => sum + refusals, 0);
  };

  it('CONS-4: a refusal without a ground erases what was written, drafts too, and counts', async () => {
    const before = await tally();
    const form = { told: 'invented' };
    const { caseId } = applied(await amal.post('/v1/cases', { source: 'community', form }));
    applied(await amal.post(`/v1/cases/${caseId}/eligibility-answers`, { ...YES, form }));
    expect(await contentsOf(caseId)).toHaveLength(2);
    applied(await amal.post(`/v1/cases/${caseId}/consents`, { ...REFUSED, form }));
    expect(await contentsOf(caseId)).toEqual([]);
    const refused = await amal.refused(`/v1/cases/${caseId}/registration`, { concerns: [LOW], form });
    expect(refused.status).toBe(409);
    expect(refused.draftContentId).toBeUndefined();
    applied(await amal.post(`/v1/cases/${caseId}/advice`, { topics: ['how_to_return'], form }));
    expect(await contentsOf(caseId)).toEqual([]);
    expect(await tally()).toBe(before + 1);
    const file = await amal.file(caseId);
    expect(file.stage).toBe('CONSENT_REFUSED');
    expect(file.details).toMatchObject({ intakeEndedAs: 'refused', advice: ['how_to_return'] });
  });

  it('CONS-3: with a ground the supervisor authorises, and the case is registered', async () => {
    const { caseId } = applied(await amal.post('/v1/cases', { source: 'community' }));
    applied(await amal.post(`/v1/cases/${caseId}/eligibility-answers`, YES));
    const form = { danger: 'invented' };
    applied(await amal.post(`/v1/cases/${caseId}/consents`, { ...REFUSED, proposedGround: 'imminent_danger', form }));
    const decision = { ground: 'imminent_danger', legalBasis: 'vital_interests', form: { explained: 'invented' } };
    expect((await amal.post(`/v1/cases/${caseId}/without-consent/current/authorisation`, decision)).status).toBe(403);
    applied(await badr.post(`/v1/cases/${caseId}/without-consent/current/authorisation`, decision));
    applied(await amal.post(`/v1/cases/${caseId}/registration`, { concerns: [LOW] }));
    // The refusal with its ground, the authorisation, and the draft of the attempt that was refused.
    expect(await contentsOf(caseId)).toHaveLength(3);
    expect((await amal.file(caseId)).details.legalBasis).toBe('vital_interests');
  });

  it('FLOW-1, SPEC-3.4: somebody looked and found nothing; what is found later the supervisors are told', async () => {
    const { caseId } = applied(await amal.post('/v1/cases', { source: 'community' }));
    const kindsFor = async (person: ApiPerson): Promise<string[]> => {
      const inbox = await person.get<{ items: { caseId: string; kind: string }[] }>('/v1/inbox?limit=200');
      return inbox.body.items.flatMap((task) => (task.caseId === caseId ? [task.kind] : [])).sort();
    };
    const asked = ['health', 'safety', 'interim_care', 'other'];
    const half = { outcome: 'nothing_found', asked: ['health'] };
    expect(await amal.refused(`/v1/cases/${caseId}/urgent-screens`, half)).toMatchObject({
      status: 422,
      code: 'FIELD_MISSING',
      rule: 'UA-1',
      errors: [{ pointer: '/asked' }],
    });
    expect(await kindsFor(amal)).toEqual(['first_contact', 'urgent_screen']);
    applied(
      await amal.post(`/v1/cases/${caseId}/urgent-screens`, { outcome: 'nothing_found', asked, form: { note: 'x' } }),
    );
    expect(await kindsFor(amal)).toEqual(['first_contact']);
    expect((await amal.file(caseId)).details.urgentScreen).toMatchObject({ lastOutcome: 'nothing_found' });
    const danger = { immediateConcernId: 'u1', type: 'safety' };
    applied(await amal.post(`/v1/cases/${caseId}/immediate-concerns`, danger));
    expect(await kindsFor(badr)).toEqual(['immediate_concern_told']);
    applied(await badr.post(`/v1/cases/${caseId}/immediate-concerns/u1/answer`, { by: 'safety_plan' }));
    expect(await kindsFor(badr)).toEqual([]);
  });

  it('FLOW-2: a volunteer tells of a child, sees no case, and a supervisor assigns it', async () => {
    const told = applied(await wafa.post('/v1/cases', { source: 'community', unassigned: true, urgent: true }));
    expect(told.case).toBeNull();
    const { caseId } = told;
    expect((await wafa.get(`/v1/cases/${caseId}`)).status).toBe(403);
    expect((await amal.get(`/v1/cases/${caseId}`)).status).toBe(404);
    expect((await badr.file(caseId)).clocks.map(({ kind }) => kind)).toEqual(['assignment']);
    applied(await badr.post(`/v1/cases/${caseId}/assignment`, { to: { caseworkerId: 'demo-cw-amal' } }));
    expect((await amal.file(caseId)).details.unassigned).toBe(false);
    const chosen = await wafa.refused('/v1/cases', { source: 'community' });
    expect(chosen).toMatchObject({ status: 422, errors: [{ pointer: '/unassigned' }] });
  });

  it('SUPV-1: a caseworker with the limit of open cases gets one more only with an override and its reason', async () => {
    await api.dataSource.query(
      `INSERT INTO caseward.case_summary (case_id, seq, stage, level, episode, caseworker_id, team_id, office_id, agency_id,
          closure_recommended)
        SELECT gen_random_uuid(), 1, CASE WHEN n > 25 THEN 'CLOSED' ELSE 'IMPLEMENTING' END, 'LOW', 1, 'demo-cw-basim',
          'team-harbour', 'office-coast', 'agency-lantern', false FROM generate_series(1, 29) AS n`,
    );
    const caseId = await registeredCase(amal);
    const body = { to: { caseworkerId: 'demo-cw-basim' }, childAndFamilyConsulted: true };
    const problem = await badr.refused(`/v1/cases/${caseId}/owner`, body);
    expect(problem).toMatchObject({ status: 409, code: 'OVER_LIMIT', rule: 'SUPV-1', inputs: { openCases: 25 } });
    const reason = { why: 'invented' };
    applied(await badr.post(`/v1/cases/${caseId}/owner`, { ...body, overLimit: true, form: reason }));
    const { body: loads } = await badr.get<{ items: object[]; limit: number }>('/v1/caseloads');
    expect(loads.items).toContainEqual({ caseworkerId: 'demo-cw-basim', openCases: 26, isOverLimit: true });
    expect(loads.limit).toBe(25);
  });

  it('SPEC-2: data entry transcribes for a named caseworker; nobody else writes for another person', async () => {
    const caseId = await consentedCase(amal);
    const registration = { concerns: [LOW] };
    expect((await kim.get(`/v1/cases/${caseId}`)).status).toBe(404);
    expect(
      (await kim.post(`/v1/cases/${caseId}/registration`, { ...registration, authoredBy: 'demo-cw-amal' })).status,
    ).toBe(404);
    expect((await amal.post(`/v1/cases/${caseId}/data-entry`, { personId: 'demo-de-kim' })).status).toBe(201);
    expect((await kim.file(caseId)).availableCommands).toContain('registerCase');
    const unnamed = await kim.refused(`/v1/cases/${caseId}/registration`, registration);
    expect(unnamed).toMatchObject({ status: 403, code: 'NOT_PERMITTED' });
    const registered = await kim.post(`/v1/cases/${caseId}/registration`, {
      ...registration,
      authoredBy: 'demo-cw-amal',
    });
    const clerk = { personId: 'demo-de-kim', role: 'DE', authoredBy: 'demo-cw-amal' };
    expect(applied(registered).events[0]?.actor).toEqual(clerk);
    const other = await kim.post(`/v1/cases/${caseId}/assessments`, { authoredBy: 'demo-cw-basim' });
    expect(other.status).toBe(403);
    const forged = await amal.refused(`/v1/cases/${caseId}/assessments`, { authoredBy: 'demo-cw-basim' });
    expect(forged).toMatchObject({ status: 422, errors: [{ pointer: '/authoredBy' }] });
    const stranger = await kim.refused(`/v1/cases/${caseId}/assessments`, { authoredBy: 'demo-cw-mina' });
    expect(stranger).toMatchObject({ status: 422, errors: [{ pointer: '/authoredBy' }] });
    const listed = async () => (await kim.get<{ items: { caseId: string }[] }>('/v1/cases')).body.items;
    expect((await listed()).map((row) => row.caseId)).toContain(caseId);
    expect((await amal.post(`/v1/cases/${caseId}/data-entry-ends`, { personId: 'demo-de-kim' })).status).toBe(200);
    expect((await kim.get(`/v1/cases/${caseId}`)).status).toBe(404);
    expect((await listed()).map((row) => row.caseId)).not.toContain(caseId);
    const late = await kim.post(`/v1/cases/${caseId}/assessments`, { authoredBy: 'demo-cw-amal' });
    expect(late.status).toBe(404);
  });

  it('SPEC-2: an intake that data entry types in for a caseworker is assigned to whoever typed it', async () => {
    const intake = { source: 'community', authoredBy: 'demo-cw-amal' };
    const key = randomUUID();
    const identified = await kim.post('/v1/cases', intake, { key });
    const { caseId } = applied(identified);
    expect(identified.headers['location']).toBe(`/v1/cases/${caseId}`);
    expect((await kim.file(caseId)).owner?.caseworkerId).toBe('demo-cw-amal');
    applied(await kim.post(`/v1/cases/${caseId}/eligibility-answers`, { ...YES, authoredBy: 'demo-cw-amal' }));
    // What is no case is typed in without being assigned to it.
    const complaint = { matter: 'conduct', from: 'community', concerned: [], aboutCaseId: null };
    expect((await kim.post('/v1/complaints', complaint)).status).toBe(201);
    const known = { source: 'community', caseId: randomUUID() };
    applied(await amal.post('/v1/cases', known));
    const taken = await kim.refused('/v1/cases', { ...intake, ...known });
    expect(taken).toMatchObject({ status: 409, code: 'CASE_ALREADY_IDENTIFIED' });
    const forOthers = await kim.refused('/v1/cases', { ...intake, owner: { caseworkerId: 'demo-cw-basim' } });
    expect(forOthers).toMatchObject({ status: 422, errors: [{ pointer: '/owner/caseworkerId' }] });
    expect((await amal.post(`/v1/cases/${caseId}/data-entry-ends`, { personId: 'demo-de-kim' })).status).toBe(200);
    expect((await kim.post('/v1/cases', intake, { key })).body).toMatchObject({ caseId, case: null });
  });

  it('UA-2: an immediate concern is raised and addressed at its own address, and comes first', async () => {
    const caseId = await consentedCase(amal);
    const raised = { immediateConcernId: 'i-1', type: 'health' };
    applied(await amal.post(`/v1/cases/${caseId}/immediate-concerns`, raised));
    const gate = await amal.refused(`/v1/cases/${caseId}/registration`, { concerns: [LOW] });
    expect(gate).toMatchObject({ status: 409, code: 'IMMEDIATE_CONCERN_OPEN', rule: 'UA-2' });
    const path = `/v1/cases/${caseId}/immediate-concerns`;
    expect((await amal.post(`${path}/${encodeURIComponent('no id')}/answer`, { by: 'service_reached' })).status).toBe(
      404,
    );
    applied(await amal.post(`${path}/i-1/answer`, { by: 'service_reached' }));
    applied(await amal.post(`/v1/cases/${caseId}/registration`, { concerns: [LOW] }));
  });

  it('CLOSE-6: the administrator sees neither a date of birth nor what the child prefers', async () => {
    const caseId = await consentedCase(amal);
    const child = { concerns: [LOW], bornOn: '2017-03-04', preference: { language: 'xq' } };
    applied(await amal.post(`/v1/cases/${caseId}/registration`, child));
    const admin = as('admin.sami');
    const urls = [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/timeline`, `/v1/audit/cases/${caseId}`];
    const seen = (await Promise.all(urls.map((url) => admin.get(url)))).map(({ text }) => text).join('');
    expect(seen).not.toContain('2017-03-04');
    expect(seen).not.toContain('"xq"');
    expect((await amal.get(`/v1/cases/${caseId}/timeline`)).text).toContain('2017-03-04');
  });

  it('CAT: the catalogue proposes a level, and keeps nothing', async () => {
    const answer = await amal.post<LevelProposalView>('/v1/level-proposals', {
      category: 'neglect',
      answers: { noSuchAnswer: true },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ proposal: null });
    const unknown = await amal.post('/v1/level-proposals', { category: 'weather', answers: {} });
    expect(unknown.status).toBe(400);
  });

  it('UA-6, UA-7: what can still be done follows from when it happened', async () => {
    const at = fromMs(toMs(now) - 80 * HOUR);
    const { body } = await amal.post<SexualViolenceCare>('/v1/urgent-windows', { incident: { at } });
    expect(body.isUrgent).toBe(true);
    expect(body.windows.map(({ window, isOpen }) => [window, isOpen])).toEqual([
      ['evidence', false],
      ['pep', false],
      ['ec', true],
    ]);
    const later = { incident: { at: fromMs(toMs(now) + 10 * HOUR) } };
    expect((await amal.post('/v1/urgent-windows', later)).status).toBe(422);
  });

  it('UA-10: an area without a referral card says so', async () => {
    const { body } = await amal.get<UrgentContactsView>('/v1/urgent-contacts?area=area-1');
    expect(body).toEqual({ alert: 'missing', items: [] });
  });
});
