import { randomUUID } from 'node:crypto';
import { createClock } from '@caseward/config';
import type {
  AdoptionView,
  DutyAnswer,
  DutyFileDetail,
  OfficeView,
  OrganisationView,
  PolicyPreviewView,
  PolicyVersionView,
  PolicyView,
  ProblemBody,
  PublishedPolicyView,
} from '@caseward/contracts';
import { fromMs } from '@caseward/domain';
import { obligationsOf } from '@caseward/persistence';
import { describe, expect, it } from 'vitest';
import { realMs } from '../support/clock.js';
import { LOW, applied, consentedCase, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const today = fromMs(realMs()).slice(0, 10);
const STRICTER = '{ assessment.low: 4, plan.low: 10, supervision.caseload_review_days: 7 }';
const AGREED = '[{ agency: agency-lantern, by: COORD, on: 2025-12-01 }]';

const document = (
  version: string,
  values: string,
  changes: { contexts?: string; approvedBy?: string; from?: string } = {},
) => `
version: ${version}
title: Invented
zone: UTC
effectiveFrom: ${changes.from ?? today}
approvedBy: ${changes.approvedBy ?? AGREED}
values: ${values}
contexts: ${changes.contexts ?? '{}'}
`;

describe('versions of the policy over HTTP', () => {
  // Training: a clock of its own that reads the real time, so that nothing keeps a version from being tried.
  const segments = [{ realFromMs: realMs() - 60_000, simulatedFrom: fromMs(realMs() - 60_000), speed: 1 }];
  const api = runningApi({ clock: createClock(segments) });
  const [sami, rana, amal, badr, mina, hana] = [
    'admin.sami',
    'coord.rana',
    'cw.amal',
    'sup.badr',
    'cw.mina',
    'cw.hana',
  ].map((login) => new ApiPerson(api, login)) as [ApiPerson, ApiPerson, ApiPerson, ApiPerson, ApiPerson, ApiPerson];

  let fileId = '';
  const dutyFileOf = async (subjectId: string): Promise<string> => {
    const opened = await badr.post<DutyAnswer>('/v1/duty-files', { kind: 'caseworker', subjectId });
    expect(opened.status, opened.text).toBe(201);
    return opened.body.fileId;
  };
  const clocksOf = async (id: string) =>
    (await badr.get<DutyFileDetail>(`/v1/duty-files/${id}`)).body.clocks.map(({ kind, derivation }) => [
      ...[kind, derivation.policyVersion, derivation.term],
    ]);
  const publish = (text: string, more: object = {}) =>
    sami.post<PublishedPolicyView & ProblemBody>('/v1/policies', { document: text, ...more });
  const assessmentOf = async (person: ApiPerson, caseId: string) => {
    const { clocks } = await person.file(caseId);
    return clocks.find(({ kind }) => kind === 'assessment');
  };

  it('the administrator publishes what the coordination group agreed to, once and for ever [SPEC-2, SPEC-6]', async () => {
    const text = document('sop-http-1', '{ assessment.low: 6, plan.low: 12 }', {
      contexts: '{ office-river: { values: { assessment.low: 5 } } }',
    });
    const without = await publish(text.replace('COORD', 'SOPF'));
    expect([without.status, without.body.code, without.body.rule]).toEqual([422, 'AGREEMENT_MISSING', 'SPEC-2']);
    const loose = await publish(document('sop-http-1', '{ plan.medium: 14, plan.low: 10 }'));
    expect([loose.status, loose.body.errors?.[0]?.pointer]).toEqual([422, '/values/plan.medium']);
    const published = await publish(text);
    expect(published.status, published.text).toBe(201);
    expect(published.headers['location']).toBe('/v1/policies/sop-http-1');
    expect(published.body).toMatchObject({ document: text, inForce: true, publishedBy: 'demo-admin-sami' });
    expect((await publish(text)).status).toBe(201);
    expect((await publish(text.replace('plan.low: 12', 'plan.low: 11'))).body.code).toBe('VERSION_PUBLISHED');
    for (const person of [rana, badr]) {
      expect((await person.post<ProblemBody>('/v1/policies', { document: text })).status).toBe(403);
    }
    const { body } = await rana.get<{ items: PolicyVersionView[] }>('/v1/policies');
    expect(body.items.at(-1)).toMatchObject({ version: 'sop-http-1', approvals: [{ by: 'COORD' }], inForce: true });
    expect((await rana.get<PublishedPolicyView>('/v1/policies/sop-http-1')).body.contexts['office-river']).toHaveLength(
      1,
    );
  });

  it('a new case takes the version in force, with the values of its place [SPEC-6]', async () => {
    const [coast, river] = [await registeredCase(amal), await registeredCase(mina)];
    expect((await assessmentOf(amal, coast))?.derivation).toMatchObject({
      policyVersion: 'sop-http-1',
      term: '6 days',
    });
    expect((await assessmentOf(mina, river))?.derivation).toMatchObject({
      policyVersion: 'sop-http-1@office-river',
      term: '5 days',
    });
    const own = (await mina.get<PolicyView>('/v1/policy')).body;
    expect(own.version).toBe('sop-http-1@office-river');
  });

  it('a preview counts and names what would move, without any content [SPEC-6, A31]', async () => {
    const caseId = await registeredCase(amal);
    fileId = await dutyFileOf('demo-cw-amal');
    const text = document('sop-http-2', '{ assessment.low: 4, supervision.caseload_review_days: 7 }');
    const { body } = await sami.post<PolicyPreviewView>('/v1/policies/preview', { document: text });
    expect(body).toMatchObject({ version: 'sop-http-2', later: 0, casesThatCannot: [] });
    expect(body.casesThatMove).toBe(body.openCases);
    const move = body.moves.find((each) => each.caseId === caseId);
    expect(move).toMatchObject({
      kind: 'assessment',
      direction: 'earlier',
      policyKey: 'assessment.low',
      fromVersion: 'sop-http-1',
    });
    expect(body.dutyFiles.openFiles).toBeGreaterThan(0);
    expect(body.dutyFiles.moves.find((each) => each.fileId === fileId)).toMatchObject({
      ...{ fileKind: 'caseworker', kind: 'caseload_review', direction: 'earlier' },
      ...{ policyKey: 'supervision.caseload_review_days', fromVersion: 'sop-http-1' },
    });
    expect((await amal.post<ProblemBody>('/v1/policies/preview', { document: text })).status).toBe(403);
  });

  it('a supervisor lets one case adopt a version: its clock keeps the date, the next one is new [A31]', async () => {
    const caseId = await registeredCase(amal);
    const before = await assessmentOf(amal, caseId);
    expect((await publish(document('sop-http-2', STRICTER))).status).toBe(201);
    const url = `/v1/cases/${caseId}/policy`;
    expect((await amal.refused(url, { version: 'sop-http-2' })).code).toBe('NOT_PERMITTED');
    expect((await badr.refused(url, { version: 'sop-nowhere' })).code).toBe('FIELD_NOT_ACCEPTED');
    const { events } = applied(await badr.post(url, { version: 'sop-http-2' }));
    expect(events).toMatchObject([
      { type: 'PolicyAdopted', data: { from: 'sop-http-1', policyVersion: 'sop-http-2' } },
    ]);
    expect(await assessmentOf(amal, caseId)).toEqual(before);
    expect((await badr.refused(url, { version: 'sop-http-2' })).code).toBe('NOTHING_PENDING');
    applied(await amal.post(`/v1/cases/${caseId}/assessments`));
    const duties = await obligationsOf(api.dataSource, caseId);
    expect(duties.map(({ kind, derivation }) => [kind, derivation.policyVersion])).toEqual([
      ['assessment', 'sop-http-1'],
      ['plan', 'sop-http-2'],
    ]);
  });

  const refuseFiles = (adoptionId: string) =>
    api.dataSource.query(
      `UPDATE caseward.policy_adoption_case SET status = 'refused', refusal = '{"code": "CASE_CLOSED", "rule": "A31"}'
        WHERE adoption_id = $1 AND is_duty_file`,
      [adoptionId],
    );

  it('the administrator orders it for every open case and duty file of an agency, and reads how far it came [A31, SPEC-2]', async () => {
    const before = await clocksOf(fileId);
    const cases = [await registeredCase(amal), await consentedCase(amal)];
    const url = '/v1/policies/sop-http-2/adoptions';
    const key = randomUUID();
    const order = { scope: { kind: 'agency', id: 'agency-lantern' } };
    const taken = await sami.post<AdoptionView>(url, order, { key });
    expect(taken.status, taken.text).toBe(202);
    const again = await sami.post<AdoptionView>(url, order, { key });
    expect(again.body.adoptionId).toBe(taken.body.adoptionId);
    const progress = async () => (await rana.get<AdoptionView>(`${url}/${key}`)).body;
    await expect.poll(progress, { timeout: 30_000 }).toMatchObject({
      ...{ pending: 0, refused: 0 },
      dutyFiles: { pending: 0, refused: 0, refusals: [] },
    });
    for (const caseId of cases) expect((await amal.file(caseId)).policyVersion).toBe('sop-http-2');
    applied(await amal.post(`/v1/cases/${cases[1]!}/registration`, { concerns: [LOW] }));
    expect((await assessmentOf(amal, cases[1]!))?.derivation).toMatchObject({
      policyVersion: 'sop-http-2',
      term: '4 days',
    });
    expect((await progress()).dutyFiles.adopted).toBeGreaterThan(0);
    // Running clocks of a duty file keep their dates as well, and each names the version that it came from.
    expect(await clocksOf(fileId)).toEqual(before);
    expect((await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body.policyVersion).toBe('sop-http-2');
    await badr.post(`/v1/duty-files/${fileId}/commands`, { type: 'recordCaseloadReview', payload: {} });
    expect(await clocksOf(fileId)).toContainEqual(['caseload_review', 'sop-http-2', '7 days']);
    const elsewhere = await sami.post<ProblemBody>(url, { scope: { kind: 'all' } }, { key });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await badr.post<ProblemBody>(url, order)).status).toBe(403);
    expect((await rana.get<{ items: AdoptionView[] }>(url)).body.items).toHaveLength(1);
    await refuseFiles(key);
    const told = async (person: ApiPerson) => (await person.get<AdoptionView>(`${url}/${key}`)).body.dutyFiles;
    const { refused, refusals } = await told(sami);
    expect(refused).toBeGreaterThan(0);
    expect(refusals.length).toBe(refused);
    for (const person of [rana, badr]) expect(await told(person)).toMatchObject({ refused, refusals: [] });
  });

  it('values of an area: of the office, or of where the child lives as soon as that is recorded [SPEC-6, A31]', async () => {
    const contexts =
      '{ area-inland: { values: { assessment.low: 5 } }, area-far: { values: { assessment.low: 3, plan.low: 8 } } }';
    expect((await publish(document('sop-http-3', '{ assessment.low: 6, plan.low: 12 }', { contexts }))).status).toBe(
      201,
    );
    const [inland, coast, far] = [await registeredCase(hana), await registeredCase(amal), await consentedCase(amal)];
    const profile = { area: 'area-far' };
    applied(await amal.post(`/v1/cases/${far}/registration`, { concerns: [LOW], profile }));
    const clockOf = async (person: ApiPerson, caseId: string) => {
      const { policyVersion, term } = (await assessmentOf(person, caseId))?.derivation ?? {};
      return [policyVersion, term];
    };
    expect(await clockOf(hana, inland)).toEqual(['sop-http-3@area-inland', '5 days']);
    expect(await clockOf(amal, coast)).toEqual(['sop-http-3', '6 days']);
    expect(await clockOf(amal, far)).toEqual(['sop-http-3@area-far', '3 days']);
    // A correction moves no clock; whoever adopts the version again takes over what holds where the child lives.
    const moved = { profile: { area: 'area-inland' } };
    applied(await amal.post(`/v1/cases/${far}/profile`, moved));
    expect(await clockOf(amal, far)).toEqual(['sop-http-3@area-far', '3 days']);
    const { events } = applied(await badr.post(`/v1/cases/${far}/policy`, { version: 'sop-http-3' }));
    expect(events).toMatchObject([{ data: { from: 'sop-http-3@area-far', policyVersion: 'sop-http-3@area-inland' } }]);
    const text = document('sop-http-4', '{ plan.low: 12 }', {
      contexts: '{ area-inland: { values: { assessment.low: 4 } } }',
    });
    const { moves } = (await sami.post<PolicyPreviewView>('/v1/policies/preview', { document: text })).body;
    const newDays = [inland, coast].map((caseId) => moves.find((move) => move.caseId === caseId)?.direction);
    expect(newDays).toEqual(['earlier', 'later']);
  });

  it('the administrator says in which area an office lies, and the next case there gets its values [SPEC-6, SPEC-2]', async () => {
    const url = '/v1/offices/office-coast/area';
    for (const person of [amal, badr, rana]) expect((await person.put(url, { area: 'area-far' })).status).toBe(403);
    const versionOf = async () => (await assessmentOf(amal, await registeredCase(amal)))?.derivation.policyVersion;
    const moved = await sami.put<OfficeView>(url, { area: 'area-far' });
    expect(moved.body, moved.text).toMatchObject({ officeId: 'office-coast', area: 'area-far' });
    expect(await versionOf()).toBe('sop-http-3@area-far');
    const { offices } = (await sami.get<OrganisationView>('/v1/organisation')).body;
    expect(offices.find(({ officeId }) => officeId === 'office-coast')?.area).toBe('area-far');
    expect((await sami.put<OfficeView>(url, { area: null })).body.area).toBeNull();
    expect(await versionOf()).toBe('sop-http-3');
    expect((await sami.put('/v1/offices/office-of-nobody/area', { area: null })).status).toBe(404);
    expect((await sami.put(url, { area: 'not a code' })).status).toBe(400);
  });

  it('a version takes effect on its day: before it no case gets it, and none may be told to adopt it [SPEC-6, A31]', async () => {
    expect((await publish(document('sop-http-9', '{ assessment.low: 3 }', { from: '2099-01-01' }))).body.inForce).toBe(
      false,
    );
    const url = '/v1/policies/sop-http-9/adoptions';
    expect((await sami.post<ProblemBody>(url, { scope: { kind: 'all' } })).body.code).toBe('POLICY_NOT_IN_FORCE');
    const caseId = await registeredCase(amal);
    expect((await badr.refused(`/v1/cases/${caseId}/policy`, { version: 'sop-http-9' })).code).toBe('TOO_EARLY');
  });
});
