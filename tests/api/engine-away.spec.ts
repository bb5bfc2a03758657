import { randomUUID } from 'node:crypto';
import type { CommandOutcomeView } from '@caseward/contracts';
import { describe, expect, it, vi } from 'vitest';
import { applied, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const SOON = { timeout: 30_000, interval: 50 };

describe('commands that nobody waits for', () => {
  const api = runningApi({ patienceMs: 1_500 });
  const amal = new ApiPerson(api, 'cw.amal');
  const outcome = async (id: string) => (await amal.get<CommandOutcomeView>(`/v1/commands/${id}`)).body;

  it('with no worker a command is answered 202, and is applied once the worker is back', async () => {
    const caseId = await registeredCase(amal);
    const { seq } = await amal.file(caseId);
    await api.stopWorker();
    const key = randomUUID();
    const taken = await amal.post<{ commandId: string }>(`/v1/cases/${caseId}/assessments`, {}, { key });
    expect([taken.status, taken.body, taken.headers['location']]).toEqual([
      202,
      { commandId: key },
      `/v1/commands/${key}`,
    ]);
    expect(await outcome(key)).toMatchObject({
      commandId: key,
      caseId,
      command: 'completeAssessment',
      status: 'pending',
    });
    expect((await amal.get<{ items: unknown[] }>('/v1/inbox')).body.items.length).toBeGreaterThan(0);
    await api.startWorker();
    await vi.waitFor(async () => expect(await outcome(key)).toMatchObject({ status: 'applied' }), SOON);
    const file = await amal.file(caseId);
    expect(file.stage).toBe('ASSESSED');
    const again = applied(await amal.post(`/v1/cases/${caseId}/assessments`, {}, { key }));
    expect(again.seq).toBe(file.seq);
    expect(again.events[0]?.seq).toBe(seq + 1);
  });

  it('a signal ends the same: applied or refused, read at the address of the command', async () => {
    const caseId = await registeredCase(amal);
    const [good, bad] = [randomUUID(), randomUUID()];
    const leave = (body: unknown, key: string) =>
      amal.post<{ commandId: string }>(`/v1/cases/${caseId}/commands`, body, {
        key,
        headers: { prefer: 'respond-async' },
      });
    expect((await leave({ type: 'agreePlan', payload: { involved: ['child'] } }, bad)).status).toBe(202);
    await vi.waitFor(async () => expect(await outcome(bad)).toMatchObject({ status: 'refused' }), SOON);
    expect((await outcome(bad)).refusal).toMatchObject({ code: 'NOT_ALLOWED_IN_STAGE', rule: 'SPEC-3.4' });
    expect((await leave({ type: 'completeAssessment', payload: {}, form: { views: 'v' } }, good)).status).toBe(202);
    await vi.waitFor(async () => expect(await outcome(good)).toMatchObject({ status: 'applied' }), SOON);
    expect((await amal.file(caseId)).contents).toHaveLength(1);
  });

  it('an envelope with an unknown command, a wrong payload or a new child is refused by its pointer', async () => {
    const caseId = await registeredCase(amal);
    const refused = (body: unknown) => amal.refused(`/v1/cases/${caseId}/commands`, body);
    expect(await refused({ type: 'alarm', payload: {} })).toMatchObject({
      status: 400,
      errors: [{ pointer: '/type' }],
    });
    expect(await refused({ type: 'holdReview', payload: { x: 1 } })).toMatchObject({
      status: 400,
      errors: [{ pointer: '/payload/x' }],
    });
    expect(await refused({ type: 'identifyChild', payload: { source: 'school' } })).toMatchObject({
      status: 422,
      errors: [{ pointer: '/type' }],
    });
  });

  it('what became of a command is its sender’s and the case’s business only', async () => {
    const caseId = await registeredCase(amal);
    const key = randomUUID();
    applied(await amal.post(`/v1/cases/${caseId}/assessments`, {}, { key }));
    const status = async (login: string) => (await new ApiPerson(api, login).get(`/v1/commands/${key}`)).status;
    expect(await status('sup.badr')).toBe(200);
    expect(await status('cw.basim')).toBe(404);
    expect((await amal.get(`/v1/commands/${randomUUID()}`)).status).toBe(404);
  });

  it('what the engine took is confirmed in the record', async () => {
    const caseId = await registeredCase(amal);
    const unconfirmed = async () =>
      api.dataSource.query<unknown[]>(`SELECT FROM caseward.command WHERE case_id = $1 AND confirmed_at IS NULL`, [
        caseId,
      ]);
    await vi.waitFor(async () => expect(await unconfirmed()).toEqual([]), SOON);
  });
});
