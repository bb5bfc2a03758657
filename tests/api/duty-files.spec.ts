import { randomUUID } from 'node:crypto';
import type { CaseloadAgendaView, DutyAnswer, DutyFileDetail, DutyFilesView, InboxItem } from '@caseward/contracts';
import { FILE_CHECKLIST } from '@caseward/domain';
import { rebuild } from '@caseward/persistence';
import { beforeAll, describe, expect, it } from 'vitest';
import { realMs } from '../support/clock.js';
import { consentedCase, LOW } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(realMs() - days * DAY_MS).toISOString();

describe('duty files', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const badr = as('sup.badr');
  let fileId = '';

  beforeAll(async () => {
    const me = (await as('cw.amal').get<{ personId: string }>('/v1/me')).body;
    const opened = await badr.post<DutyAnswer>('/v1/duty-files', {
      ...{ kind: 'caseworker', subjectId: me.personId },
      occurredAt: daysAgo(20),
    });
    expect(opened.status, opened.text).toBe(201);
    fileId = opened.body.fileId;
  });

  const give = (person: ApiPerson, type: string, payload: object = {}, more: object = {}) =>
    person.post<DutyAnswer>(`/v1/duty-files/${fileId}/commands`, { type, payload, ...more });

  it('a supervisor finds the duties about a caseworker in the same inbox as the cases [SPEC-3.11]', async () => {
    const { items } = (await badr.get<{ items: InboxItem[] }>('/v1/inbox')).body;
    const own = items.filter((item) => item.caseId === fileId);
    expect(own.map(({ kind }) => kind).sort()).toEqual([
      'capacity_assessment',
      'caseload_review',
      'file_check',
      'individual_supervision',
      'observation',
    ]);
    expect(own.find(({ kind }) => kind === 'caseload_review')).toMatchObject({
      overdue: true,
      dutyFile: { kind: 'caseworker' },
      command: 'recordCaseloadReview',
    });
  });

  it('a missed review is escalated to the manager, and doing it ends that [SUPV-1] [TIME-8]', async () => {
    const gale = as('mgr.gale');
    const open = async () =>
      (await gale.get<{ items: { caseId: string; kind: string }[] }>('/v1/escalations')).body.items.filter(
        (item) => item.caseId === fileId,
      );
    expect((await open()).map(({ kind }) => kind).sort()).toEqual(['caseload_review', 'individual_supervision']);
    const done = await give(badr, 'recordCaseloadReview', {}, { form: { agreed: 'CANARY-note' } });
    expect(done.status, done.text).toBe(200);
    expect((await open()).map(({ kind }) => kind)).toEqual(['individual_supervision']);
    const { clocks } = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    expect(clocks.find(({ kind }) => kind === 'caseload_review')?.overdue).toBe(false);
  });

  it('a file check needs every answer and says which field is wrong [SUPV-3]', async () => {
    const answers = Object.fromEntries(FILE_CHECKLIST.slice(1).map(({ item }) => [item, 'yes']));
    const url = `/v1/duty-files/${fileId}/commands`;
    const refused = await badr.refused(url, {
      type: 'recordFileCheck',
      payload: { checkedCaseId: randomUUID(), answers },
    });
    expect(refused).toMatchObject({ status: 422, code: 'FIELD_MISSING', rule: 'SUPV-3' });
    expect(refused.errors?.[0]?.pointer).toBe('/answers');
  });

  it('who has nothing to do with it finds no file; the caseworker reads, and records nothing [SPEC-2]', async () => {
    const seen = async (login: string) =>
      (await as(login).get<DutyFilesView>('/v1/duty-files?kind=caseworker')).body.items.map((file) => file.fileId);
    expect(await seen('cw.amal')).toEqual([fileId]);
    expect(await seen('cw.basim')).toEqual([]);
    expect((await as('cw.basim').get(`/v1/duty-files/${fileId}`)).status).toBe(404);
    expect((await as('cw.basim').get(`/v1/duty-files/${randomUUID()}`)).status).toBe(404);
    expect((await give(as('cw.amal'), 'recordCaseloadReview')).status).toBe(403);
  });

  it('the same key acts once, and opening twice opens one [IM-11]', async () => {
    const key = randomUUID();
    const url = `/v1/duty-files/${fileId}/commands`;
    const first = await badr.post<DutyAnswer>(url, { type: 'recordSupervision', payload: { minutes: 60 } }, { key });
    const again = await badr.post<DutyAnswer>(url, { type: 'recordSupervision', payload: { minutes: 60 } }, { key });
    expect(again.body.seq).toBe(first.body.seq);
    const detail = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    expect(detail.events.filter(({ type }) => type === 'SupervisionHeld')).toHaveLength(1);
    const twice = await badr.refused('/v1/duty-files', { kind: 'caseworker', subjectId: detail.subjectId });
    expect(twice.code).toBe('CASE_ALREADY_IDENTIFIED');
  });

  it('a training has a topic and a day that has come; an observation is done, and due again [K1] [SPEC-3.11]', async () => {
    const url = `/v1/duty-files/${fileId}/commands`;
    const training = { topic: 'case_management', completedOn: daysAgo(90).slice(0, 10), providerId: 'demo-agency' };
    expect((await give(badr, 'recordTraining', training, { form: { about: 'CANARY-training' } })).status).toBe(200);
    const ahead = { ...training, completedOn: daysAgo(-3).slice(0, 10) };
    const early = await badr.refused(url, { type: 'recordTraining', payload: ahead });
    expect(early).toMatchObject({ status: 422, code: 'OCCURRED_IN_FUTURE', rule: 'TIME-1' });
    expect(early.errors?.[0]?.pointer).toBe('/completedOn');
    const unknown = await badr.refused(url, { type: 'recordTraining', payload: { ...training, topic: 'flying' } });
    expect(unknown.status).toBe(400);
    expect((await give(badr, 'recordObservation', { mode: 'shadowing', minutes: 120 })).status).toBe(200);
    const { clocks, events } = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['TrainingRecorded', 'ObservationHeld']));
    expect(JSON.stringify(events)).not.toContain('CANARY');
    expect(clocks.find(({ kind }) => kind === 'observation')).toMatchObject({ overdue: false });
  });

  it('late entries are listed in the next caseload review, and no longer after it [TIME-9] [SUPV-1]', async () => {
    const amal = as('cw.amal');
    const caseId = await consentedCase(amal, daysAgo(5));
    const registered = { concerns: [LOW], occurredAt: daysAgo(4) };
    expect((await amal.post(`/v1/cases/${caseId}/registration`, registered)).status).toBe(200);
    const { subjectId } = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    const url = `/v1/caseloads/${subjectId}/agenda`;
    const agenda = (await badr.get<CaseloadAgendaView>(url)).body;
    expect(agenda.entries.filter((entry) => entry.caseId === caseId)).toMatchObject([
      { about: 'late_entry', latenessHours: 96 },
    ]);
    expect(agenda.cases.find((one) => one.caseId === caseId)?.next).toMatchObject({
      kind: 'assessment',
      overdue: false,
    });
    expect((await as('sup.farah').get(url)).status).toBe(404);
    expect((await give(badr, 'recordCaseloadReview')).status).toBe(200);
    expect((await badr.get<CaseloadAgendaView>(url)).body.entries).toEqual([]);
  });

  it('the manager lets the file take over the policy in force; armed clocks stay as they are [A31]', async () => {
    const before = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    const adopted = await give(as('mgr.gale'), 'adoptDutyPolicy');
    expect(adopted.status, adopted.text).toBe(200);
    const after = (await badr.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    expect(after.clocks.map(({ key, dueOn }) => [key, dueOn])).toEqual(
      before.clocks.map(({ key, dueOn }) => [key, dueOn]),
    );
    expect(after.events.at(-1)).toMatchObject({
      type: 'DutyPolicyAdopted',
      data: { policyVersion: after.policyVersion },
    });
  });

  it('what the tables hold is the fold of the record [SPEC-3.11]', async () => {
    const report = await rebuild(api.dataSource, { check: true });
    expect(report.cases).toBeGreaterThan(0);
    expect(report.first).toBeNull();
  });
});
