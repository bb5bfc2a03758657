import { randomUUID } from 'node:crypto';
import { createClock } from '@caseward/config';
import { demoPerson, type CaseFile, type CommandAnswer, type InboxItem, type ProblemBody } from '@caseward/contracts';
import { plusMs } from '@caseward/domain';
import { beforeAll, describe, expect, it } from 'vitest';
import { applied, registeredCase } from './support/casework.js';
import { ApiPerson, type Answer } from './support/person.js';
import { runningApi } from './support/running-api.js';

const CANARY = 'CANARY-the-child-sleeps-elsewhere';
const MINUTE_MS = 60_000;
const GRANTS = 6;
const NIGHT_SHIFT = ['cw.carla', 'cw.elias', 'cw.hana', 'sup.idris', 'mgr.jude'];
const real = createClock();
let aheadMs = 0;
const clock = { ...real, now: () => plusMs(real.now(), aheadMs) };

describe('a file that is opened in an emergency over the API', () => {
  const api = runningApi({ clock });
  const as = (login: string): ApiPerson => new ApiPerson(api, login);
  const amal = as('cw.amal');
  const night = as('cw.basim').steppedUp();
  const body = { accessId: 'night-1', reason: 'police_or_court', form: { call: 'The police asks tonight.' } };
  const open = (who: ApiPerson, id: string, over: object = {}): Promise<Answer<CommandAnswer>> =>
    who.post(`/v1/cases/${id}/emergency-accesses`, { ...body, ...over });
  let caseId = '';
  let contentId = '';
  let opened: CommandAnswer;

  beforeAll(async () => {
    caseId = await registeredCase(amal);
    const assessed = applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: CANARY } }));
    contentId = assessed.events[0]?.contentId ?? '';
  });

  it('asks for a second factor and a reason before it says anything about the case [IM-6]', async () => {
    const nobody = randomUUID();
    const [there, absent] = [await open(as('cw.basim'), caseId), await open(as('cw.basim'), nobody)];
    expect([there.status, absent.status]).toEqual([403, 403]);
    expect(there.body).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    expect(there.text.replaceAll(caseId, nobody)).toBe(absent.text);
    const byName = { type: 'openEmergencyAccess', payload: { accessId: 'n', reason: 'other' } };
    expect((await as('cw.basim').post(`/v1/cases/${caseId}/commands`, byName)).status).toBe(403);
    const [vague, nowhere] = [
      await open(night, caseId, { reason: 'curious' }),
      await open(night, nobody, { reason: 'curious' }),
    ];
    expect([vague.status, nowhere.status]).toEqual([400, 400]);
  });

  it('is as absent as no case for another agency, and closed to administrators [IM-3] [SPEC-2]', async () => {
    const nobody = randomUUID();
    const elsewhere = as('sup.omar').steppedUp();
    const [invisible, absent] = [await open(elsewhere, caseId), await open(elsewhere, nobody)];
    expect([invisible.status, absent.status]).toEqual([404, 404]);
    expect(invisible.text.replaceAll(caseId, nobody)).toBe(absent.text);
    expect((await open(night, nobody)).text).toBe(absent.text);
    expect((await open(as('admin.sami').steppedUp(), caseId)).status).toBe(403);
  });

  it('shows what the supervisor of the team sees, once it is opened, and takes no command [IM-3]', async () => {
    expect((await night.get(`/v1/cases/${caseId}`)).status).toBe(404);
    opened = applied(await open(night, caseId));
    expect(opened.case).toMatchObject({ caseId, level: 'LOW' });
    expect(opened.events.map(({ type }) => type)).toEqual(['EmergencyAccessOpened', 'ObligationArmed']);
    const file = await night.get<CaseFile>(`/v1/cases/${caseId}`);
    expect(file.body.availableCommands).toEqual(['endEmergencyAccess']);
    expect((await night.get(`/v1/cases/${caseId}/contents/${contentId}`)).text).toContain(CANARY);
    expect((await night.get(`/v1/cases/${caseId}/timeline`)).status).toBe(200);
    expect((await night.post<ProblemBody>(`/v1/cases/${caseId}/notes`, {})).body.code).toBe('NOT_PERMITTED');
    const clerk = { personId: demoPerson('de.kim').personId };
    expect((await amal.post(`/v1/cases/${caseId}/data-entry`, clerk)).status).toBe(201);
    expect((await night.post(`/v1/cases/${caseId}/data-entry-ends`, clerk)).status).toBe(403);
    expect((await amal.post(`/v1/cases/${caseId}/data-entry-ends`, clerk)).status).toBe(200);
    expect((await as('cw.basim').get(`/v1/cases/${caseId}`)).status).toBe(200);
  });

  it('waits in the inbox of the supervisors at once, with its deadline; the person who opened it has no part [IM-6] [PERM-1]', async () => {
    const inbox = (await as('sup.badr').get<{ items: InboxItem[] }>('/v1/inbox')).body;
    const task = inbox.items.find(({ kind }) => kind === 'emergency_review');
    expect(task).toMatchObject({ caseId, command: 'reviewEmergencyAccess' });
    const review = `/v1/cases/${caseId}/emergency-accesses/night-1/review`;
    expect((await night.post(review, { justified: true, form: { found: 'Mine.' } })).status).toBe(403);
  });

  it('has all five each time: reason, second factor, an end within the hour, an alert at once, a review with a deadline [IM-3] [IM-6]', async () => {
    const counts = { openings: 0, complete: 0 };
    for (let count = 0; count < GRANTS; count += 1) {
      const accessId = `drill-${String(count)}`;
      const other = await registeredCase(as('cw.dunya'));
      // A week has only so many emergencies: each opening by another person of the agency.
      const who = as(NIGHT_SHIFT[count % NIGHT_SHIFT.length]!);
      expect((await open(who, other, { accessId })).status).toBe(403);
      applied(await open(who.steppedUp(), other, { accessId }));
      counts.openings += 1;
      const [row] = await api.dataSource.query<object[]>(
        `SELECT e.data ->> 'reason' AS reason, a.ends_at - a.starts_at <= interval '60 minutes' AS "isShort",
            t.opened_at = a.starts_at AS "isToldAtOnce", t.due_at <= a.starts_at + interval '25 hours' AS "isDue"
          FROM caseward.emergency_access a JOIN caseward.task t USING (case_id) JOIN caseward.case_event e USING (case_id)
          WHERE a.case_id = $1 AND a.access_id = $2 AND t.kind = 'emergency_review' AND e.type = 'EmergencyAccessOpened'`,
        [other, accessId],
      );
      expect(row).toEqual({ reason: 'police_or_court', isShort: true, isToldAtOnce: true, isDue: true });
      counts.complete += 1;
    }
    console.log(`emergency access: ${String(counts.openings)} openings, ${String(counts.complete)} with all five`);
    expect(counts).toEqual({ openings: GRANTS, complete: GRANTS });
  });

  it('shuts by itself at its instant, for file, forms and commands [IM-3]', async () => {
    aheadMs = 61 * MINUTE_MS;
    const nobody = randomUUID();
    for (const rest of ['', '/timeline', `/contents/${contentId}`]) {
      const [shut, absent] = [
        await night.get(`/v1/cases/${caseId}${rest}`),
        await night.get(`/v1/cases/${nobody}${rest}`),
      ];
      expect(shut.status).toBe(404);
      expect(shut.text.replaceAll(caseId, nobody)).toBe(absent.text);
    }
    aheadMs = 0;
    expect((await night.get(`/v1/cases/${caseId}`)).status).toBe(200);
  });

  it('shuts at once when the review finds it not justified; the file says what was found [IM-6]', async () => {
    const review = { justified: false, form: { found: 'The police never called.' } };
    applied(await as('sup.badr').post(`/v1/cases/${caseId}/emergency-accesses/night-1/review`, review));
    expect((await night.get(`/v1/cases/${caseId}`)).status).toBe(404);
    expect((await amal.file(caseId)).details.emergencyAccesses).toMatchObject([
      { accessId: 'night-1', personId: demoPerson('cw.basim').personId, justified: false },
    ]);
  });
});
