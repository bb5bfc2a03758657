import type { CaseloadsView, InboxItem, SimilarNamesView, TransfersView } from '@caseward/contracts';
import { openDataSource } from '@caseward/persistence';
import { describe, expect, it } from 'vitest';
import { applied } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';
import { sentTransfer, shared } from './support/sharing.js';

describe('a transfer between agencies', () => {
  const api = runningApi();
  const [amal, badr, salma] = ['cw.amal', 'sup.badr', 'sup.salma'].map((login) => new ApiPerson(api, login)) as [
    ApiPerson,
    ApiPerson,
    ApiPerson,
  ];
  const [omar, pilar, mina] = ['sup.omar', 'mgr.pilar', 'cw.mina'].map((login) => new ApiPerson(api, login)) as [
    ApiPerson,
    ApiPerson,
    ApiPerson,
  ];
  const farah = new ApiPerson(api, 'sup.farah');
  const transfers = async (person: ApiPerson) => (await person.get<TransfersView>('/v1/transfers')).body;
  const kinds = async (person: ApiPerson, caseId: string) =>
    (await person.get<{ items: InboxItem[] }>('/v1/inbox?limit=200')).body.items
      .filter((item) => item.caseId === caseId)
      .map(({ kind }) => kind);
  /** As whoever rules the database. */
  const nameRows = async <T>(statement: string): Promise<T[]> => {
    const owner = await openDataSource({ url: api.superUrl, poolSize: 1 });
    try {
      return await owner.query<T[]>(statement);
    } finally {
      await owner.destroy();
    }
  };
  const to = { caseworkerId: 'demo-cw-mina' };

  it('TR-6: waits in the inboxes of the other agency, which sees level and concerns until it answers', async () => {
    const caseId = await sentTransfer(amal, badr);
    for (const person of [omar, pilar]) {
      expect(await kinds(person, caseId)).toEqual(['transfer_answer']);
      const { body } = await shared(person, caseId);
      expect(body).toMatchObject({ level: 'LOW', transfers: [{ transferId: 't-1', status: 'sent' }] });
      expect(body.contents.map(({ form }) => form)).toContain('transfer');
    }
    expect((await omar.get(`/v1/cases/${caseId}`)).status).toBe(404);
    expect((await shared(mina, caseId)).status).toBe(404);
    expect((await transfers(omar)).incoming).toContainEqual(expect.objectContaining({ caseId, transferId: 't-1' }));
    expect((await transfers(salma)).outgoing).toContainEqual(expect.objectContaining({ caseId }));
  });

  it('TR-5: accepted, the case is theirs, and the agency before keeps that it had it', async () => {
    const caseId = await sentTransfer(amal, badr);
    const answer = applied(await omar.post(`/v1/cases/${caseId}/transfers/t-1/acceptance`, { to }));
    expect(answer.case?.owner).toMatchObject({ agencyId: 'agency-compass', caseworkerId: 'demo-cw-mina' });
    expect((await mina.get(`/v1/cases/${caseId}`)).status).toBe(200);
    expect((await mina.file(caseId)).details.custody).toMatchObject([{ agencyId: 'agency-lantern' }]);
    for (const person of [amal, badr]) expect((await person.get(`/v1/cases/${caseId}`)).status).toBe(404);
    const { custody, outgoing } = await transfers(badr);
    expect(custody).toContainEqual(
      expect.objectContaining({ caseId, caseworkerId: 'demo-cw-amal', endedAs: 'TRANSFERRED_OUT' }),
    );
    expect(outgoing.map((row) => row.caseId)).not.toContain(caseId);
    // The team next door had no part in it.
    expect(JSON.stringify(await transfers(farah))).not.toContain(caseId);
    expect(await kinds(omar, caseId)).not.toContain('transfer_answer');
    expect(await kinds(mina, caseId)).toContain('assessment');
    const loads = (await omar.get<CaseloadsView>('/v1/caseloads')).body;
    expect(loads.items).toContainEqual({ caseworkerId: 'demo-cw-mina', openCases: 1, isOverLimit: false });
  });

  it('TR-5: rejected, nothing changes for the sender, and the other agency sees nothing any more', async () => {
    const caseId = await sentTransfer(amal, badr);
    const form = { why: 'no place' };
    const answer = applied(await omar.post(`/v1/cases/${caseId}/transfers/t-1/rejection`, { form }));
    expect(answer.case).toBeNull();
    expect(answer.events.map(({ type }) => type)).toEqual(['TransferRejected']);
    for (const person of [omar, pilar]) {
      expect((await shared(person, caseId)).status).toBe(404);
      expect(await kinds(person, caseId)).toEqual([]);
    }
    const file = await amal.file(caseId);
    expect(file.owner).toMatchObject({ caseworkerId: 'demo-cw-amal' });
    expect(file.details.transfers).toMatchObject([{ status: 'rejected' }]);
    const again = await omar.post(`/v1/cases/${caseId}/transfers/t-1/acceptance`, { to });
    expect(again.status).toBe(404);
  });

  it('TR-5: a case goes to nobody outside the agency that accepts it', async () => {
    const caseId = await sentTransfer(amal, badr);
    const problem = await omar.refused(`/v1/cases/${caseId}/transfers/t-1/acceptance`, {
      to: { caseworkerId: 'demo-cw-amal' },
    });
    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/to/caseworkerId' }] });
  });

  it('only those who lead see transfers and caseloads', async () => {
    expect((await amal.get('/v1/transfers')).status).toBe(403);
    expect((await amal.get('/v1/caseloads')).status).toBe(403);
  });

  it('TR-5: accepted, its name is found where the case is now, at once, and no longer where it was [IM-2]', async () => {
    const caseId = await sentTransfer(amal, badr);
    const entry = { fullName: 'CANARY Invented Traveller', birthYear: 2013 };
    expect((await amal.put(`/v1/cases/${caseId}/name`, entry)).status).toBe(200);
    const found = async (person: ApiPerson) =>
      (await person.post<SimilarNamesView>('/v1/name-searches', { entry })).body.cases.map((hit) => hit.caseId);
    const indexed = () =>
      nameRows<{ found_by: string[] }>(
        `SELECT array_agg(DISTINCT agency_id) AS found_by FROM names.name_token WHERE case_id = '${caseId}'`,
      );
    expect([await found(amal), await found(mina)]).toEqual([[caseId], []]);
    expect(await indexed()).toEqual([{ found_by: ['agency-lantern'] }]);
    applied(await omar.post(`/v1/cases/${caseId}/transfers/t-1/acceptance`, { to }));
    expect(await indexed()).toEqual([{ found_by: ['agency-compass'] }]);
    expect([await found(amal), await found(mina)]).toEqual([[], [caseId]]);
    // Whoever took it over while the list of names was away finds it before the next search.
    await nameRows(`UPDATE names.name_code SET agency_id = 'agency-lantern' WHERE case_id = '${caseId}'`);
    await nameRows(`DELETE FROM names.name_token WHERE case_id = '${caseId}'`);
    expect(await found(mina)).toEqual([caseId]);
    const trail = await nameRows<{ person_id: string }>(
      `SELECT person_id FROM caseward.access_log WHERE what = 'name_followed' AND case_ids @> ARRAY['${caseId}'::uuid]`,
    );
    expect(trail.map((line) => line.person_id)).toEqual(['demo-sup-omar', 'demo-cw-mina']);
  });
});
