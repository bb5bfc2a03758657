import { randomUUID } from 'node:crypto';
import { noteAccess, openDataSource, reachOf, readingSoFar, rows } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase } from './a-case.js';

const NOW = '2026-05-01T12:00:00.000Z';
const daysBefore = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

/** Cases of one caseworker, read by somebody on given days; counted here once more by hand. */
describe('what somebody has read so far', () => {
  let database: TestDatabase;
  let record: DataSource;
  let caseIds: string[];

  async function read(caseId: string, days: number, kind: 'read' | 'list' | 'name' = 'read'): Promise<void> {
    await noteAccess(record, {
      ...{ kind, accessedAt: daysBefore(days), personId: 'p-reader', role: 'SUP', what: 'cases.file', caseId },
      ...{ caseIds: [caseId], detail: null, reason: null, status: 200 },
    });
  }

  beforeAll(async () => {
    database = await testDatabase();
    record = await openDataSource({ url: database.url });
    const { caseId } = await aCase(record);
    caseIds = [caseId];
    for (let made = 1; made < 6; made += 1) {
      const another = randomUUID();
      await rows(
        record,
        `INSERT INTO caseward.case_summary
          SELECT (jsonb_populate_record(s, jsonb_build_object('case_id', $1::text, 'case_code', null))).*
          FROM caseward.case_summary s WHERE s.case_id = $2`,
        [another, caseId],
      );
      caseIds.push(another);
    }
  });
  afterAll(async () => {
    await record.destroy();
    await database.drop();
  });

  it('counts different cases in a day, a week and a month, and what was usual before; lists count for nobody [IM-3]', async () => {
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = caseIds;
    for (const [caseId, days] of [
      ...([
        [a, 0.1],
        [a, 0.2],
        [b, 0.5],
        [c, 3],
        [a, 3.2],
        [d, 10],
        [e, 16],
        [d, 20],
        [f, 40],
        [e, 45],
      ] as const),
    ]) {
      await read(caseId, days);
    }
    await read(e, 0.3, 'list');
    await read(c, 2.5, 'name');
    await read(randomUUID(), 0.1);
    const question = { personId: 'p-reader', at: NOW, letIn: [] };
    const { seen, usual, isKnown } = await readingSoFar(record, { ...question, caseId: a });
    expect(seen).toEqual({ day: 2, week: 3, month: 5, misses: 0, emergencies: 0 });
    expect({ ...usual, days: [...usual.days].sort() }).toEqual({ days: [1, 1, 1, 1, 2], weeks: [1, 2, 0], month: 2 });
    expect(isKnown).toBe(true);
    expect((await readingSoFar(record, { ...question, caseId: e })).isKnown).toBe(false);
    const pending = await readingSoFar(record, { ...question, caseId: e, letIn: [a, e, f] });
    expect([pending.seen.day, pending.seen.week]).toEqual([4, 5]);
  });

  it('knows how many cases each role reaches in the ordinary way [SPEC-2]', async () => {
    const [owner] = await rows<{ caseworker_id: string; team_id: string; office_id: string; agency_id: string }>(
      record,
      'SELECT caseworker_id, team_id, office_id, agency_id FROM caseward.case_summary LIMIT 1',
    );
    const { caseworker_id, team_id: teamId, office_id: officeId, agency_id: agencyId } = owner!;
    const place = { teamId, officeId, agencyId };
    const reach = (role: string, personId = 'p-reader') => reachOf(record, { personId, role, ...place });
    expect(await Promise.all(['SUP', 'MGR', 'HEAD'].map((role) => reach(role)))).toEqual([6, 6, 6]);
    expect([await reach('CW', caseworker_id), await reach('CW'), await reach('DE'), await reach('ADM')]).toEqual([
      6, 0, 0, 0,
    ]);
  });
});
