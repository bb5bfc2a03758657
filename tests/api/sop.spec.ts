import { createHash, randomUUID } from 'node:crypto';
import type { DutyAnswer, DutyFileDetail, InboxItem, PublishedPolicyView, SopHistoryView } from '@caseward/contracts';
import { rebuild } from '@caseward/persistence';
import { describe, expect, it } from 'vitest';
import { realMs } from '../support/clock.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const DAY_MS = 86_400_000;
const POLICY = `version: common-2
title: Common SOP, second version (invented)
zone: Asia/Amman
effectiveFrom: '2026-01-01'
values:
  forms.minimum_data: required
  retention.years: 20
  retention.extended_years: 75
  reporting.age_bands: ['0-5', '6-11', '12-17', '18+']
  plan.high: 2 days
`;
const digest = createHash('sha256').update(POLICY).digest('hex');

describe('an SOP of several agencies', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const [rana, amal, lena, quinn] = [as('coord.rana'), as('cw.amal'), as('head.lena'), as('head.quinn')];
  let fileId = '';

  const give = (person: ApiPerson, type: string, payload: object, form?: object) =>
    person.post<DutyAnswer>(`/v1/duty-files/${fileId}/commands`, { type, payload, ...(form ? { form } : {}) });
  const done = async (...order: Parameters<typeof give>) => {
    const answer = await give(...order);
    expect(answer.status, answer.text).toBe(200);
  };
  const version = async () => {
    const history = await amal.get<SopHistoryView>(`/v1/sops/${fileId}/versions`);
    expect(history.status, history.text).toBe(200);
    return history.body.items[0]!;
  };
  const publish = () => as('admin.sami').post<PublishedPolicyView>('/v1/policies', { document: POLICY });

  it('is drafted by the coordination group, commented on by a caseworker and answered [SPEC-3.11] [SOP-2]', async () => {
    const opened = await rana.post<DutyAnswer>('/v1/duty-files', { kind: 'sop', subjectId: 'sop-common' });
    expect(opened.status, opened.text).toBe(201);
    fileId = opened.body.fileId;
    const putsInForce = { version: 'common-2', digest };
    const participants = ['agency-lantern', 'agency-compass'];
    const draft = { sopVersion: '2026-2', putsInForce, participants, leftOut: [] };
    await done(rana, 'draftSop', draft, { text: 'invented text of the SOP' });
    await done(amal, 'commentOnSop', { sopVersion: '2026-2', commentId: 'k1', clause: '3.4' }, { comment: 'invented' });
    const submit = { type: 'submitSopForAdoption', payload: { sopVersion: '2026-2' } };
    const url = `/v1/duty-files/${fileId}/commands`;
    expect(await rana.refused(url, submit)).toMatchObject({ status: 409, rule: 'SOP-2', inputs: { open: 1 } });
    const waiting = (await rana.get<{ items: InboxItem[] }>('/v1/inbox')).body.items;
    expect(waiting).toMatchObject([{ kind: 'sop_comment', command: 'answerSopComment', caseId: fileId }]);
    const answer = { type: 'answerSopComment', payload: { commentId: 'k1', outcome: 'taken_up' } };
    const left = await rana.post(url, answer, { headers: { prefer: 'respond-async' } });
    expect(left.status).toBe(202);
    expect((await rana.get(String(left.headers['location']))).status).toBe(200);
    await expect.poll(async () => (await version()).comments[0]!.answer, { timeout: 20_000 }).not.toBeNull();
    await done(rana, 'draftSop', draft, { text: 'invented text with the comment taken up' });
    await done(rana, 'submitSopForAdoption', submit.payload);
  });

  it('is read by who signs it; a signature on another text is refused, one for each agency counts [SOP-3]', async () => {
    const { texts } = await version();
    const [first, stands] = texts;
    const text = await lena.get<{ content: { text: string } }>(
      `/v1/duty-files/${fileId}/contents/${stands!.contentId!}`,
    );
    expect(text.body.content.text).toBe('invented text with the comment taken up');
    const asked = (await quinn.get<{ items: InboxItem[] }>('/v1/inbox')).body.items;
    expect(asked).toMatchObject([{ kind: 'sop_signature', command: 'signSop', caseId: fileId }]);
    const sign = (textDigest: string | null) => ({ sopVersion: '2026-2', policyDigest: digest, textDigest });
    const url = `/v1/duty-files/${fileId}/commands`;
    const refused = await lena.refused(url, { type: 'signSop', payload: sign(first!.textDigest) });
    expect(refused).toMatchObject({ status: 422, rule: 'SOP-3', errors: [{ pointer: '/textDigest' }] });
    await done(lena, 'signSop', sign(stands!.textDigest));
    const early = { type: 'adoptSop', payload: { sopVersion: '2026-2', effectiveFrom: '2099-01-01' } };
    expect(await rana.refused(url, early)).toMatchObject({ rule: 'SOP-4', inputs: { missing: 'agency-compass' } });
    expect((await publish()).body).toMatchObject({ status: 422, rule: 'SOP-5' });
    await done(quinn, 'signSop', sign(stands!.textDigest));
  });

  it('is adopted, puts exactly its policy in force, and is looked at again in six months [SOP-4] [SOP-5] [SOP-6]', async () => {
    await done(rana, 'adoptSop', { sopVersion: '2026-2', effectiveFrom: '2099-01-01' });
    const adopted = await version();
    expect(adopted).toMatchObject({ status: 'adopted', inForce: false, missingSignatures: [] });
    expect(adopted.rounds[0]!.signatures.map(({ by, agencyId }) => [by, agencyId])).toEqual([
      ['demo-head-lena', 'agency-lantern'],
      ['demo-head-quinn', 'agency-compass'],
    ]);
    const { clocks } = (await rana.get<DutyFileDetail>(`/v1/duty-files/${fileId}`)).body;
    const review = clocks.find(({ kind }) => kind === 'sop_review');
    expect(Date.parse(review!.dueOn!) - realMs()).toBeGreaterThan(179 * DAY_MS);
    const other = POLICY.replace('2 days', '3 days');
    const changed = await as('admin.sami').refused('/v1/policies', { document: other });
    expect(changed).toMatchObject({ status: 422, rule: 'SOP-5', errors: [{ pointer: '/document' }] });
    const published = await publish();
    expect(published.status, published.text).toBe(201);
    expect(published.body).toMatchObject({ version: 'common-2', digest, effectiveFrom: '2099-01-01' });
    expect(published.body.approvals.map(({ agency, by }) => `${agency} ${by}`)).toEqual([
      'agency-lantern HEAD',
      'agency-compass HEAD',
      'coordination COORD',
    ]);
  });

  it('what the tables hold is the fold of the record [SPEC-3.11]', async () => {
    expect((await rebuild(api.dataSource, { check: true })).first).toBeNull();
  });

  it('an agency keeps one of its own, which no other agency finds [SPEC-2]', async () => {
    const own = await lena.post<DutyAnswer>('/v1/duty-files', { kind: 'sop', subjectId: 'agency-lantern' });
    expect(own.status, own.text).toBe(201);
    expect((await amal.get(`/v1/sops/${own.body.fileId}/versions`)).status).toBe(200);
    for (const person of [quinn, rana]) {
      expect((await person.get(`/v1/sops/${own.body.fileId}/versions`)).status).toBe(404);
    }
    const foreign = await lena.refused('/v1/duty-files', { kind: 'sop', subjectId: 'sop-common-2' });
    expect(foreign.status).toBe(422);
    expect((await amal.get(`/v1/sops/${randomUUID()}/versions`)).status).toBe(404);
  });
});
