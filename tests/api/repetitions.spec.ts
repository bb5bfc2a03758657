import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceKeyFile, RootKeys, withNewRootKey, withoutOldRootKeys } from '@caseward/security';
import { afterAll, describe, expect, it } from 'vitest';
import { applied, consentedCase, registeredCase } from './support/casework.js';
import { photo } from './support/hostile-files.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

const folder = await mkdtemp(join(tmpdir(), 'caseward-repetitions-'));
const path = join(folder, 'root.json');
const roots = await RootKeys.load({ path, environment: 'test' });
/** As `caseward keys` does, while the API runs. */
const replaceRoots = async (changed: (text: string, path: string) => string): Promise<void> => {
  await replaceKeyFile(path, changed(await readFile(path, 'utf8'), path));
  await roots.refresh();
};

describe('repetitions and conditions', () => {
  const api = runningApi({ roots });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const amal = new ApiPerson(api, 'cw.amal');
  const basim = new ApiPerson(api, 'cw.basim');

  it('the same key five times, together and one after the other, acts once and answers the same', async () => {
    const caseId = await consentedCase(amal);
    const { seq: seqBefore } = await amal.file(caseId);
    const [key, url] = [randomUUID(), `/v1/cases/${caseId}/registration`];
    const send = () => amal.post(url, { concerns: [{ concernId: 'c1', category: 'neglect', level: 'LOW' }] }, { key });
    const together = await Promise.all([send(), send(), send()]);
    applied(await amal.post(`/v1/cases/${caseId}/assessments`));
    const answers = [...together, await send(), await send()];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${String(headers['etag'])}`)).size).toBe(1);
    const [{ body }] = together;
    expect(body.case?.stage).toBe('REGISTERED');
    expect(body.events.map((event) => event.seq)[0]).toBe(seqBefore + 1);
  });

  it('a repetition is known after the root key was replaced, and after the old one was given up', async () => {
    const caseId = await registeredCase(amal);
    const [key, url] = [randomUUID(), `/v1/cases/${caseId}/follow-ups`];
    const send = (reached: string) => amal.post(url, { reached, channel: 'visit' }, { key });
    const first = await send('child');
    expect(first.status, first.text).toBe(200);
    const uploading = { key: randomUUID(), headers: { 'content-type': 'image/jpeg' } };
    const bytes = await photo();
    const upload = () => amal.post(`/v1/cases/${caseId}/attachments`, bytes, uploading);
    const sent = await upload();
    expect(sent.status, sent.text).toBe(201);
    for (const change of [withNewRootKey, withoutOldRootKeys]) {
      await replaceRoots(change);
      expect((await send('child')).text).toBe(first.text);
      expect((await basim.post(url, { reached: 'child', channel: 'visit' }, { key })).status).not.toBe(200);
      expect((await upload()).text).toBe(sent.text);
    }
    expect((await amal.refused(`/v1/cases/${caseId}/reviews`, {}, { key })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('a repeated identification without a case id is one child', async () => {
    const key = randomUUID();
    const first = applied(await amal.post('/v1/cases', { source: 'school' }, { key }));
    const again = applied(await amal.post('/v1/cases', { source: 'school' }, { key }));
    expect(again).toEqual(first);
  });

  it('the same key with another body, another address or from another person does nothing', async () => {
    const caseId = await registeredCase(amal);
    const other = await registeredCase(basim);
    const key = randomUUID();
    applied(await amal.post(`/v1/cases/${caseId}/follow-ups`, { reached: 'child', channel: 'visit' }, { key }));
    const before = await recordSize(api);
    const refused = await Promise.all([
      amal.refused(`/v1/cases/${caseId}/follow-ups`, { reached: 'nobody', channel: 'visit' }, { key }),
      amal.refused(`/v1/cases/${caseId}/reviews`, {}, { key }),
      basim.refused(`/v1/cases/${other}/follow-ups`, { reached: 'child', channel: 'visit' }, { key }),
    ]);
    expect(refused.map(({ status, code }) => [status, code])).toEqual(Array(3).fill([422, 'IDEMPOTENCY_KEY_REUSED']));
    expect(await recordSize(api)).toEqual(before);
  });

  it('a refused command may be tried again with its key when the way is clear', async () => {
    const caseId = await registeredCase(amal);
    const key = randomUUID();
    const plan = () =>
      amal.post<{ code?: string }>(`/v1/cases/${caseId}/case-plans`, { involved: ['child', 'caregiver'] }, { key });
    expect((await plan()).body.code).toBe('NOT_ALLOWED_IN_STAGE');
    expect((await amal.get<{ status: string }>(`/v1/commands/${key}`)).body).toMatchObject({
      status: 'refused',
      refusal: { code: 'NOT_ALLOWED_IN_STAGE' },
    });
    applied(await amal.post(`/v1/cases/${caseId}/assessments`));
    expect((await plan()).status).toBe(200);
    expect((await amal.get<{ status: string }>(`/v1/commands/${key}`)).body).toMatchObject({ status: 'applied' });
  });

  it('a stale If-Match is refused, the present one accepted, and a repetition is not stale', async () => {
    const caseId = await registeredCase(amal);
    const { headers, body } = await amal.get<{ seq: number }>(`/v1/cases/${caseId}`);
    expect(headers['etag']).toBe(`"${String(body.seq)}"`);
    const url = `/v1/cases/${caseId}/follow-ups`;
    const followUp = { reached: 'child', channel: 'visit' };
    const before = await recordSize(api);
    const stale = await amal.refused(url, followUp, { headers: { 'if-match': `"${String(body.seq - 1)}"` } });
    expect(stale).toMatchObject({ status: 412, code: 'STALE_VERSION', inputs: { seq: body.seq } });
    expect(await recordSize(api)).toEqual(before);
    const sending = { key: randomUUID(), headers: { 'if-match': String(headers['etag']) } };
    const first = await amal.post(url, followUp, sending);
    expect(first.status).toBe(200);
    expect((await amal.post(url, followUp, sending)).text).toBe(first.text);
  });

  it('a request that was refused before it was taken leaves its key free', async () => {
    const badr = new ApiPerson(api, 'sup.badr');
    const caseId = await registeredCase(amal);
    const key = randomUUID();
    const give = (caseworkerId: string) => ({ to: { caseworkerId }, childAndFamilyConsulted: true });
    const refused = await badr.refused(`/v1/cases/${caseId}/owner`, give('nobody'), { key });
    expect(refused).toMatchObject({ status: 422, code: 'FIELD_NOT_ACCEPTED' });
    expect((await badr.get(`/v1/commands/${key}`)).status).toBe(404);
    const given = applied(await badr.post(`/v1/cases/${caseId}/owner`, give('demo-cw-basim'), { key }));
    expect(given.case?.owner?.caseworkerId).toBe('demo-cw-basim');
    expect((await amal.get(`/v1/cases/${caseId}`)).status).toBe(404);
  });

  it('an If-Match that is no ETag is refused as such', async () => {
    const caseId = await registeredCase(amal);
    const problem = await amal.refused(`/v1/cases/${caseId}/assessments`, {}, { headers: { 'if-match': 'seven' } });
    expect(problem).toMatchObject({ status: 400, title: 'The header If-Match cannot be read' });
  });
});
