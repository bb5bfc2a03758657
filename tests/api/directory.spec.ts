import { randomUUID } from 'node:crypto';
import type { AnnexView, DirectoryEntryView, DirectoryView, InboxItem } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { realMs } from '../support/clock.js';
import { applied } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';
import { sharingCase } from './support/sharing.js';

const daysAgo = (days: number): string => new Date(realMs() - days * 86_400_000).toISOString();

const CLINIC = {
  ...{ organisation: 'Willow Clinic (invented)', providerId: 'demo-rfp-tariq', providerAgencyId: 'agency-willow' },
  ...{ service: 'medical', area: 'coast', contactRole: 'focal point for referrals', contactPhone: '+000 555 0100' },
  channel: 'digital_system',
} as const;
const PICKED = { referralId: 'r-1', priority: 'high', urgent: true } as const;

const keyed = () => ({ 'idempotency-key': randomUUID() });

describe('the directory of services', () => {
  const api = runningApi();
  const as = (login: string) => new ApiPerson(api, login);
  const [rana, amal, badr] = [as('coord.rana'), as('cw.amal'), as('sup.badr')];
  const [clinic, old] = [randomUUID(), randomUUID()];

  const keep = async (person: ApiPerson, entryId: string, entry: object) => {
    const answer = await person.put<DirectoryEntryView>(`/v1/directory/${entryId}`, entry, keyed());
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const listed = async (query = '') =>
    (await amal.get<DirectoryView>(`/v1/directory${query}`)).body.items.map(({ entryId }) => entryId);

  it('supervisors and the coordination group keep it, with every version; caseworkers look services up [DIR-1]', async () => {
    await keep(badr, clinic, CLINIC);
    const changed = await keep(rana, clinic, { ...CLINIC, hours: 'Mo-Fr 08:00-16:00' });
    expect(changed).toMatchObject({ hours: 'Mo-Fr 08:00-16:00', stale: false, writtenBy: 'demo-coord-rana' });
    expect(await listed('?area=coast&service=medical')).toEqual([clinic]);
    expect(await listed('?area=inland')).toEqual([]);
    const { items } = (await amal.get<{ items: object[] }>(`/v1/directory/${clinic}/versions`)).body;
    expect(items).toMatchObject([
      { writtenBy: 'demo-sup-badr', hours: null },
      { writtenBy: 'demo-coord-rana', hours: 'Mo-Fr 08:00-16:00' },
    ]);
    expect((await amal.put(`/v1/directory/${clinic}`, CLINIC, keyed())).status).toBe(403);
    const key = randomUUID();
    await badr.put(`/v1/directory/${clinic}`, CLINIC, { 'idempotency-key': key });
    const reused = await badr.put(`/v1/directory/${clinic}`, { ...CLINIC, area: 'inland' }, { 'idempotency-key': key });
    expect(reused.status, reused.text).toBe(422);
  });

  it('a referral takes provider, organisation and service from the entry that it names [DIR-3]', async () => {
    const caseId = await sharingCase(amal);
    applied(await amal.post(`/v1/cases/${caseId}/referrals`, { ...PICKED, directoryEntryId: clinic }));
    const { details } = await amal.file(caseId);
    expect(details.referrals).toMatchObject([
      { status: 'sent', service: 'medical', providerId: 'demo-rfp-tariq', channel: 'digital_system' },
    ]);
    const url = `/v1/cases/${caseId}/referral-drafts`;
    const draft = { ...PICKED, referralId: 'r-2', directoryEntryId: randomUUID() };
    expect(await amal.refused(url, draft)).toMatchObject({ status: 422, errors: [{ pointer: '/directoryEntryId' }] });
    const other = { ...draft, directoryEntryId: clinic, service: 'legal' };
    expect(await amal.refused(url, other)).toMatchObject({ status: 422, errors: [{ pointer: '/service' }] });
    const { directoryEntryId: _, ...bare } = draft;
    expect(await amal.refused(url, bare)).toMatchObject({ status: 422, errors: [{ pointer: '/service' }] });
  });

  it('a stale entry alarms its keepers and warns whoever picks it, until somebody confirms it [DIR-2] [SPEC-3.11]', async () => {
    await keep(badr, old, { ...CLINIC, area: 'inland', occurredAt: daysAgo(200) });
    const alerts = async () =>
      (await rana.get<{ items: InboxItem[] }>('/v1/inbox')).body.items.map(
        ({ kind, overdue }) => `${kind} ${String(overdue)}`,
      );
    expect((await alerts()).sort()).toEqual(['directory_entry true', 'escalation false']);
    expect((await rana.get<{ items: object[] }>('/v1/escalations')).body.items).toHaveLength(1);
    expect(await listed('?stale=true')).toEqual([old]);
    const caseId = await sharingCase(amal);
    const sent = applied(await amal.post(`/v1/cases/${caseId}/referrals`, { ...PICKED, directoryEntryId: old }));
    expect(sent.warnings).toMatchObject([{ code: 'DIRECTORY_ENTRY_STALE', pointer: '/directoryEntryId' }]);
    const confirmed = await badr.post<DirectoryEntryView>(`/v1/directory/${old}/confirmation`);
    expect(confirmed.body.stale, confirmed.text).toBe(false);
    expect(await alerts()).toEqual([]);
    const again = applied(
      await amal.post(`/v1/cases/${caseId}/referrals`, { ...PICKED, referralId: 'r-2', directoryEntryId: old }),
    );
    expect(again.warnings).toBeUndefined();
  });

  it('what is gone is offered no more [DIR-3]', async () => {
    const never = randomUUID();
    const unknown = await rana.put(`/v1/directory/${never}`, { ...CLINIC, isActive: false }, keyed());
    expect(unknown.status, unknown.text).toBe(422);
    expect((await rana.get(`/v1/directory/${never}`)).status).toBe(404);
    await keep(rana, old, { ...CLINIC, area: 'inland', isActive: false });
    expect(await listed()).toEqual([clinic]);
    const caseId = await sharingCase(amal);
    const refused = await amal.refused(`/v1/cases/${caseId}/referrals`, { ...PICKED, directoryEntryId: old });
    expect(refused.errors?.[0]?.pointer).toBe('/directoryEntryId');
  });

  it('roles and terms are kept in three languages, by the coordination group, with every version [DIR-4]', async () => {
    const words = (text: string) => ({ en: text, ar: `${text} (ar)`, fr: `${text} (fr)` });
    const term = { name: words('referral'), meaning: words('asking somebody else for a service') };
    const put = (person: ApiPerson, body: object) => person.put('/v1/annexes/terms/referral', body, keyed());
    expect((await put(rana, term)).status).toBe(200);
    expect((await put(rana, { ...term, meaning: words('a request for a service') })).status).toBe(200);
    expect((await put(badr, term)).status).toBe(403);
    expect((await put(rana, { ...term, name: { en: 'referral' } })).status).toBe(400);
    const { items } = (await amal.get<AnnexView>('/v1/annexes/terms')).body;
    expect(items).toMatchObject([{ code: 'referral', version: 2, meaning: { en: 'a request for a service' } }]);
    const history = (await amal.get<AnnexView>('/v1/annexes/terms/referral')).body.items;
    expect(history.map(({ version, writtenBy }) => [version, writtenBy])).toEqual([
      [1, 'demo-coord-rana'],
      [2, 'demo-coord-rana'],
    ]);
    expect((await amal.get('/v1/annexes/names')).status).toBe(404);
  });
});
