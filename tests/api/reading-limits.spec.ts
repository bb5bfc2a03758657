import { createHash, randomUUID } from 'node:crypto';
import { createClock } from '@caseward/config';
import { demoPerson, type DutyAnswer, type InboxItem, type ProblemBody } from '@caseward/contracts';
import { noteAccess } from '@caseward/persistence';
import { beforeAll, describe, expect, it } from 'vitest';
import { registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

const LIMIT = 50;
const clock = createClock();

/** How the server makes ids, which is no secret. */
function madeFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}

describe('reading more than the work needs', () => {
  const api = runningApi();
  const as = (login: string): ApiPerson => new ApiPerson(api, login);
  const badr = as('sup.badr');
  const { personId } = demoPerson('sup.badr');
  let [first, second, third] = ['', '', ''];
  let inquiry: InboxItem;

  /** Other cases of the same team, and that the supervisor opened them today. */
  async function readToday(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      const caseId = randomUUID();
      await api.dataSource.query(
        `INSERT INTO caseward.case_summary SELECT (jsonb_populate_record(s, jsonb_build_object('case_id', $1::text, 'case_code', null))).*
           FROM caseward.case_summary s WHERE s.case_id = $2`,
        [caseId, first],
      );
      await noteAccess(api.dataSource, {
        ...{ accessedAt: clock.now(), personId, role: 'SUP', what: 'cases.file', caseId, caseIds: [caseId] },
        ...{ detail: null, reason: null, status: 200 },
      });
    }
  }

  beforeAll(async () => {
    [first, second, third] = [
      await registeredCase(as('cw.amal')),
      await registeredCase(as('cw.amal')),
      await registeredCase(as('cw.amal')),
    ];
    await readToday(LIMIT - 2);
  });

  it('leaves nobody the id under which the inquiry will be opened [IM-3]', async () => {
    const refused = await badr.refused('/v1/cases', {
      ...{ caseId: madeFrom(`inquiry into the reading of ${personId} 0`), source: 'community' },
      owner: { caseworkerId: demoPerson('cw.amal').personId },
    });
    expect(refused).toMatchObject({ status: 400, errors: [{ pointer: '/caseId' }] });
  });

  it('lets through what is usual, and counts what arrives side by side one after the other [IM-3]', async () => {
    expect((await badr.get(`/v1/cases/${first}`)).status).toBe(200);
    const both = await Promise.all([badr.get(`/v1/cases/${second}`), badr.get(`/v1/cases/${third}`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  });

  it('stops at the next file, whether there is one or not, and leaves open what was opened today [IM-3]', async () => {
    const absent = await badr.get<ProblemBody>(`/v1/cases/${randomUUID()}`);
    expect(absent.status).toBe(429);
    expect(absent.body).toMatchObject({ code: 'READING_LIMIT' });
    expect(absent.body.remedy).toMatch(/lift the limit/);
    expect((await badr.get(`/v1/cases/${first}`)).status).toBe(200);
    expect((await as('cw.amal').get(`/v1/cases/${third}`)).status).toBe(200);
  });

  it('tells whoever stands over the person, once and at once; the person learns nothing of it [IM-3] [IM-6]', async () => {
    const waiting = async (): Promise<InboxItem[]> => {
      const { items } = (await as('mgr.gale').get<{ items: InboxItem[] }>('/v1/inbox')).body;
      return items.filter(({ kind }) => kind === 'reading_inquiry');
    };
    await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
    inquiry = (await waiting())[0]!;
    expect((await badr.get(`/v1/duty-files/${inquiry.caseId}`)).status).toBe(404);
    const noted = await api.dataSource.query<object[]>(
      `SELECT detail FROM caseward.access_log WHERE what = 'reading.limit' AND person_id = $1 AND status = 429`,
      [personId],
    );
    expect(noted).toEqual([{ detail: 'day' }, { detail: 'day' }]);
  });

  it('goes on for a day when that person lifts the limit, with a reason [IM-3]', async () => {
    const address = `/v1/duty-files/${inquiry.caseId}/commands`;
    const lift = { type: 'releaseReading', payload: {} };
    expect((await as('mgr.gale').post(address, lift)).status).toBe(422);
    const lifted = await as('mgr.gale').post<DutyAnswer>(address, {
      ...lift,
      form: { why: 'The audit of the files.' },
    });
    expect(lifted.body.events.map(({ type }) => type)).toEqual(['ReadingReleased']);
    expect((await badr.get(`/v1/cases/${second}`)).status).toBe(200);
    expect((await badr.get(`/v1/cases/${third}`)).status).toBe(200);
  });

  it('stops who looks up one name after the other, also side by side [IM-3] [IM-2]', async () => {
    const entry = { fullName: 'Invented Someone Else' };
    expect((await as('cw.amal').put(`/v1/cases/${first}/name`, entry)).status).toBe(200);
    const elias = as('cw.elias');
    await api.dataSource.query(
      `INSERT INTO caseward.access_log (accessed_at, kind, what, person_id, role, case_ids)
        SELECT $1, 'name', 'name_searched', $2, 'CW', ARRAY[$3::uuid] FROM generate_series(1, 18)`,
      [clock.now(), demoPerson('cw.elias').personId, first],
    );
    const nobody = await elias.post('/v1/name-searches', { entry: { fullName: 'Nobody Of That Name' } });
    expect(nobody.body).toEqual({ cases: [], elsewhere: false });
    const found = await Promise.all([1, 2, 3].map(() => elias.post('/v1/name-searches', { entry })));
    expect(found.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    expect(found.filter(({ status }) => status === 200).map(({ body }) => body)).toEqual([
      { cases: [], elsewhere: true },
      { cases: [], elsewhere: true },
    ]);
  });

  it('stops who guesses addresses, and who breaks into one file after the other [IM-3]', async () => {
    const basim = as('cw.basim');
    const guessed: number[] = [];
    for (let tries = 0; tries < 21; tries += 1) guessed.push((await basim.get(`/v1/cases/${randomUUID()}`)).status);
    expect([guessed.slice(0, 20).every((status) => status === 404), guessed[20]]).toEqual([true, 429]);
    const own = await registeredCase(basim);
    expect((await basim.get(`/v1/cases/${own}`)).status).toBe(200);
    const carla = as('cw.carla').steppedUp();
    await api.dataSource.query(
      `INSERT INTO caseward.emergency_access
         SELECT $1::uuid, 'e' || n, $2, 'agency-lantern', $3::timestamptz - interval '2 hours', $3::timestamptz - interval '1 hour'
         FROM generate_series(1, 5) n`,
      [first, demoPerson('cw.carla').personId, clock.now()],
    );
    const body = { accessId: 'e9', reason: 'danger_now', form: { call: 'Again.' } };
    const refused = await carla.refused(`/v1/cases/${first}/emergency-accesses`, body);
    expect(refused.code).toBe('READING_LIMIT');
  });
});
