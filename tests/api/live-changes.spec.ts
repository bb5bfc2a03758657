import { describe, expect, it, vi } from 'vitest';
import { plannedCase, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { EventStream } from './support/event-stream.js';
import { runningApi } from './support/running-api.js';

const SOON = { timeout: 10_000, interval: 20 };

describe('live inbox changes', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');
  const farah = new ApiPerson(api, 'sup.farah');

  it('reach those whose inbox changed, and nobody else; ids only', async () => {
    const [forBadr, forFarah] = await Promise.all([EventStream.open(api, badr), EventStream.open(api, farah)]);
    const caseId = await plannedCase(amal);
    await vi.waitFor(
      () => expect(forBadr.tasks(caseId)).toContainEqual(expect.stringMatching(/^duty:plan_signoff/)),
      SOON,
    );
    expect(forFarah.events).toEqual([]);
    expect(Object.keys(forBadr.events[0]!.data)).toEqual(['caseId', 'taskId', 'kind']);
    await Promise.all([forBadr.close(), forFarah.close()]);
  });

  it('go on where a connection ended: nothing is missed, nothing comes twice', async () => {
    const first = await EventStream.open(api, amal);
    const caseId = await registeredCase(amal);
    await vi.waitFor(() => expect(first.tasks(caseId).length).toBeGreaterThan(0), SOON);
    await first.close();
    const lastEventId = first.events.at(-1)!.id;
    const missed = await registeredCase(amal);
    const second = await EventStream.open(api, amal, lastEventId);
    const later = await registeredCase(amal);
    await vi.waitFor(() => expect(second.tasks(later).length).toBeGreaterThan(0), SOON);
    expect(second.tasks(missed).length).toBeGreaterThan(0);
    const ids = [...first.events, ...second.events].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    await second.close();
  });

  it('are followed in ten windows of one person and not in more', async () => {
    const windows = await Promise.all(Array.from({ length: 10 }, () => EventStream.open(api, farah)));
    await expect(EventStream.open(api, farah)).rejects.toThrow(/429 .*streams at the same time/);
    await windows[0]!.close();
    const again = async (): Promise<EventStream | null> => EventStream.open(api, farah).catch(() => null);
    const one = await vi.waitUntil(again, SOON);
    await Promise.all([...windows.slice(1), one].map((each) => each.close()));
  });

  it('an id that is not from here is refused', async () => {
    const headers = { authorization: `Bearer ${await amal.token()}`, 'last-event-id': 'yesterday' };
    const answer = await api.app.inject({ method: 'GET', url: '/v1/events', headers });
    expect(answer.json()).toMatchObject({ status: 400, title: 'The header Last-Event-ID cannot be used' });
  });

  it('the end of the API ends the stream and its readiness', async () => {
    const stream = await EventStream.open(api, amal);
    expect((await api.app.inject({ method: 'GET', url: '/readyz' })).statusCode).toBe(200);
    api.lifetime.end();
    expect((await api.app.inject({ method: 'GET', url: '/readyz' })).json()).toMatchObject({ status: 'not_ready' });
    await api.app.close();
    await stream.ended;
  });
});
