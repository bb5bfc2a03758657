import { randomUUID } from 'node:crypto';
import type { ContentView, InboxItem, SharedCaseView } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { applied } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';
import { REFERRAL, shared, sharingCase } from './support/sharing.js';

describe('a referral', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  const tariq = new ApiPerson(api, 'rfp.tariq');
  const uma = new ApiPerson(api, 'conf.uma');
  const inbox = async (person: ApiPerson, caseId: string) =>
    (await person.get<{ items: InboxItem[] }>('/v1/inbox')).body.items.filter((item) => item.caseId === caseId);

  async function referred(): Promise<string> {
    const caseId = await sharingCase(amal);
    const form = { need: 'invented need' };
    applied(await amal.post(`/v1/cases/${caseId}/referrals`, { ...REFERRAL, form }));
    return caseId;
  }

  it('PERM-4: shows the provider the referred part and its form, and nothing else of the case', async () => {
    const caseId = await referred();
    applied(await amal.post(`/v1/cases/${caseId}/notes`, { form: { note: 'not for the provider' } }));
    const { body } = await shared(tariq, caseId);
    expect(body.referrals).toMatchObject([{ referralId: 'r-1', status: 'sent', service: 'medical' }]);
    expect(body).toMatchObject({ level: null, concerns: [], transfers: [], conferences: [] });
    expect(body.availableCommands).toContain('answerReferral');
    expect(body.contents.map(({ form }) => form)).toEqual(['referral']);
    const form = await tariq.get<ContentView>(`/v1/shared-cases/${caseId}/contents/${body.contents[0]!.contentId}`);
    expect(form.body.content).toEqual({ need: 'invented need' });
    const file = await amal.file(caseId);
    const note = file.contents.find((mention) => mention.form === 'case_note')!;
    expect((await tariq.get(`/v1/shared-cases/${caseId}/contents/${note.contentId}`)).status).toBe(404);
    expect((await tariq.get(`/v1/cases/${caseId}`)).status).toBe(403);
  });

  it('REF-1: is found in the inbox of the provider, with the priority and not the level of the child', async () => {
    const caseId = await referred();
    expect(await inbox(tariq, caseId)).toMatchObject([
      { kind: 'referral_request', command: 'answerReferral', riskLevel: 'HIGH' },
    ]);
  });

  it('PERM-4: access ends with the service', async () => {
    const caseId = await referred();
    const accepted = applied(
      await tariq.post(`/v1/cases/${caseId}/referrals/r-1/answer`, { accepted: true, form: { when: 'tomorrow' } }),
    );
    expect(accepted.case).toBeNull();
    expect(accepted.events.map(({ type }) => type)).toEqual(['ReferralAnswered']);
    expect((await shared(tariq, caseId)).body.referrals).toMatchObject([{ status: 'accepted' }]);
    applied(await tariq.post(`/v1/cases/${caseId}/referrals/r-1/result`, { form: { result: 'done' } }));
    expect((await shared(tariq, caseId)).status).toBe(404);
    expect(await inbox(tariq, caseId)).toEqual([]);
    const again = await tariq.post(`/v1/cases/${caseId}/referrals/r-1/answer`, { accepted: true });
    expect(again.status).toBe(404);
    const { details } = await amal.file(caseId);
    expect(details.referrals).toMatchObject([{ status: 'done', toFollowUp: ['child', 'provider'] }]);
    expect((await inbox(amal, caseId)).map(({ kind }) => kind)).toContain('child_follow_up');
  });

  it('PERM-4: access ends when the referral is revoked', async () => {
    const caseId = await referred();
    applied(await amal.post(`/v1/cases/${caseId}/referrals/r-1/revocation`, { form: { why: 'invented' } }));
    expect((await shared(tariq, caseId)).status).toBe(404);
  });

  it('PERM-4: a guest sees no other case, and nobody else is a guest', async () => {
    const [one, other] = [await referred(), await sharingCase(amal)];
    const list = await tariq.get<{ items: SharedCaseView[] }>('/v1/shared-cases');
    const seen = list.body.items.map(({ caseId }) => caseId);
    expect(seen).toContain(one);
    expect(seen).not.toContain(other);
    const nobody = randomUUID();
    const [hidden, absent] = [await shared(tariq, other), await shared(tariq, nobody)];
    expect(hidden.status).toBe(404);
    expect(hidden.text.replaceAll(other, nobody)).toBe(absent.text);
    expect((await shared(uma, one)).status).toBe(404);
    const act = await tariq.post(`/v1/cases/${other}/referrals/r-1/answer`, { accepted: true });
    expect(act.status).toBe(404);
  });

  it('SPEC-3.4: a provider is told that the case closed, takes note of it, and learns no more', async () => {
    const caseId = await referred();
    applied(await tariq.post(`/v1/cases/${caseId}/referrals/r-1/answer`, { accepted: true }));
    const checks = {
      ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
      ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2045-01-01' },
    };
    const form = { why: 'invented' };
    applied(await amal.post(`/v1/cases/${caseId}/closure-requests`, { reason: 'opened_in_error', checks, form }));
    applied(await badr.post(`/v1/cases/${caseId}/closure-requests/current/approval`, { finalReview: false }));
    expect((await shared(tariq, caseId)).status).toBe(404);
    const [notice] = await inbox(tariq, caseId);
    expect(notice).toMatchObject({ kind: 'notice', command: 'acknowledgeNotice', riskLevel: null });
    const noticeId = notice!.taskId.slice('notice:'.length);
    const taken = applied(await tariq.post(`/v1/cases/${caseId}/notice-acknowledgements`, { noticeId }));
    expect(taken).toMatchObject({ case: null, events: [] });
    expect(await inbox(tariq, caseId)).toEqual([]);
  });

  it('PERM-4: a member sees what a conference is about, until it is cancelled', async () => {
    const caseId = await sharingCase(amal);
    const member = { memberId: 'demo-conf-uma', organisationId: 'agency-willow', role: 'specialist' };
    const conference = {
      conferenceId: 'k-1',
      purposes: ['complex_case'],
      chairId: 'demo-sup-badr',
      plannedFor: '2029-06-05',
      members: [member],
    };
    applied(await amal.post(`/v1/cases/${caseId}/conferences`, conference));
    expect((await shared(uma, caseId)).body).toMatchObject({
      conferences: [{ conferenceId: 'k-1', status: 'convened' }],
      referrals: [],
      concerns: [{ concernId: 'c1' }],
    });
    expect((await inbox(uma, caseId)).map(({ kind }) => kind)).toEqual(['conference_view']);
    applied(await amal.post(`/v1/cases/${caseId}/conferences/k-1/cancellation`, { form: { why: 'invented' } }));
    expect((await shared(uma, caseId)).status).toBe(404);
  });
});
