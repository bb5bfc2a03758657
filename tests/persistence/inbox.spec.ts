import { randomUUID } from 'node:crypto';
import type { Owner } from '@caseward/domain';
import {
  casesPage,
  CursorError,
  escalationsPage,
  inboxPage,
  openDataSource,
  timeline,
  type InboxItem,
  type InboxReader,
  type InboxRequest,
  type Page,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, command, give, intake, OWNER, SYSTEM } from './a-case.js';

const NOW = '2026-03-10T08:00:00.000Z';
let database: TestDatabase;
let record: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

/** Follows the cursors to the end. */
async function everyPage<Item>(read: (after: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = null; ;) {
    const page = await read(after);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
}

const inboxOf = (reader: InboxReader, request: Partial<InboxRequest> = {}) =>
  everyPage((after) => inboxPage(record, reader, { view: 'mine', now: NOW, limit: 7, ...request, after }));

/** Rows straight into the table: what matters here is the order, not how they came about. */
async function plantTasks(owner: Owner, count: number): Promise<void> {
  await record.query(
    `WITH c AS (
        INSERT INTO caseward.case_summary (case_id, seq, case_code, stage, level, episode, caseworker_id, team_id, office_id,
          agency_id, closure_recommended)
        SELECT gen_random_uuid(), 1, NULL, 'IDENTIFIED', 'LOW', 0, $1, $2, $3, $4, false FROM generate_series(1, $5)
        RETURNING case_id)
      INSERT INTO caseward.task (case_id, task_id, kind, command, assignee_person, team_id, office_id, agency_id, risk_level,
          due_at, opened_at)
        SELECT case_id, 'task-' || n, 'plan', 'agreePlan', $1, $2, $3, $4, 'LOW',
          CASE WHEN n < 3 THEN '2026-03-01T00:00:00Z'::timestamptz + make_interval(days => (random() * 20)::integer) END,
          '2026-03-01T00:00:00Z'
        FROM c, generate_series(1, 3) AS n`,
    [owner.caseworkerId, owner.teamId, owner.officeId, owner.agencyId, count],
  );
}

const owner = (name: string): Owner => ({
  caseworkerId: `cw-${name}`,
  teamId: `t-${name}`,
  officeId: `o-${name}`,
  agencyId: `a-${name}`,
});
const caseworker = (name: string): InboxReader => ({ person: `cw-${name}`, role: 'CW', scopes: [`t-${name}`] });
const idOf = ({ caseId, taskId }: InboxItem) => `${caseId} ${taskId}`;

describe('an inbox', () => {
  it('comes in pages without a gap or a repetition, soonest first, without a clock last', async () => {
    await plantTasks(owner('paging'), 50);
    const items = await inboxOf(caseworker('paging'));
    expect(items).toHaveLength(150);
    expect(new Set(items.map(idOf)).size).toBe(150);
    const dues = items.map(({ dueAt }) => dueAt ?? '9999');
    expect(dues).toEqual([...dues].sort());
    expect(items.filter(({ dueAt }) => dueAt === null)).toHaveLength(50);
    expect(await inboxOf(caseworker('paging'), { limit: 200 })).toEqual(items);
  });

  it('stays in order while tasks come and go between two pages', async () => {
    await plantTasks(owner('moving'), 40);
    const before = await inboxOf(caseworker('moving'));
    const seen: InboxItem[] = [];
    let isFirst = true;
    await everyPage(async (after) => {
      const page = await inboxPage(record, caseworker('moving'), { view: 'mine', now: NOW, limit: 10, after });
      seen.push(...page.items);
      if (isFirst) {
        await record.query(`DELETE FROM caseward.task WHERE case_id = $1`, [page.items[0]!.caseId]);
        await plantTasks(owner('moving'), 5);
        isFirst = false;
      }
      return page;
    });
    expect(new Set(seen.map(idOf)).size).toBe(seen.length);
    const gone = before.find((item) => idOf(item) === idOf(seen[0]!))!.caseId;
    const missing = before.filter((item) => item.caseId !== gone && !seen.some((other) => idOf(other) === idOf(item)));
    expect(missing).toEqual([]);
  });

  it('says what is overdue at the moment of asking, to the millisecond', async () => {
    const { caseId } = await aCase(record, intake(owner('overdue')));
    const [first] = await inboxOf(caseworker('overdue'));
    expect(first?.caseId).toBe(caseId);
    const due = first!.dueAt!;
    const justBefore = new Date(Date.parse(due) - 1).toISOString();
    expect((await inboxOf(caseworker('overdue'), { now: justBefore }))[0]?.overdue).toBe(false);
    expect((await inboxOf(caseworker('overdue'), { now: due }))[0]?.overdue).toBe(true);
    expect(await inboxOf(caseworker('overdue'), { now: justBefore, overdueOnly: true })).toEqual([]);
    expect((await inboxOf(caseworker('overdue'), { now: due, overdueOnly: true })).map(idOf)).toContain(idOf(first!));
  });

  it('shows a supervisor what waits for the role, and as the team view all work of the team', async () => {
    const { caseId } = await aCase(record, intake(owner('roles'), 'LOW'));
    await give(record, caseId, command('alarm', {}, '2026-04-20T12:00:00.000Z', SYSTEM));
    const supervisor: InboxReader = { person: 'sup-roles', role: 'SUP', scopes: ['t-roles'] };
    const manager: InboxReader = { person: 'mgr-roles', role: 'MGR', scopes: ['o-roles'] };
    const mine = [...(await inboxOf(supervisor)), ...(await inboxOf(manager))];
    expect(mine.map(({ kind }) => kind)).toContain('escalation');
    const all = await inboxOf(supervisor, { view: 'team' });
    expect(all.map(({ assigneePerson }) => assigneePerson)).toContain('cw-roles');
    expect((await inboxOf(manager, { view: 'team' })).map(idOf)).toEqual(all.map(idOf));
    expect(await inboxOf({ ...supervisor, scopes: ['t-other'] }, { view: 'team' })).toEqual([]);
    expect(await inboxOf({ person: 'adm', role: 'ADM', scopes: ['a-roles'] }, { view: 'team' })).toEqual([]);
  });

  it('refuses a cursor of another list and one that was made up', async () => {
    const page = await inboxPage(record, caseworker('paging'), { view: 'mine', now: NOW, limit: 5 });
    await expect(inboxPage(record, caseworker('paging'), { view: 'team', now: NOW, after: page.next })).rejects.toThrow(
      CursorError,
    );
    for (const after of [
      'x',
      Buffer.from('["inbox-mine",1]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ]) {
      await expect(inboxPage(record, caseworker('paging'), { view: 'mine', now: NOW, after })).rejects.toThrow(
        CursorError,
      );
    }
  });

  it('reads a page by index alone, however large the table', async () => {
    for (let team = 0; team < 10; team += 1) await plantTasks(owner(`many-${team}`), 700);
    const admin = await openDataSource({ url: database.superUrl });
    await admin.query('ANALYZE caseward.task, caseward.case_summary');
    await admin.destroy();
    const statements: string[] = [];
    const spied = {
      query: async (text: string, parameters?: unknown[]): Promise<unknown> => {
        statements.push(text);
        return record.query<unknown>(text, parameters);
      },
    };
    const reader: InboxReader = { person: 'cw-many-3', role: 'SUP', scopes: ['t-many-3', 't-many-4'] };
    for (const view of ['mine', 'team'] as const) {
      const first = await inboxPage(spied as DataSource, reader, { view, now: NOW });
      expect(first.items).toHaveLength(50);
      const parameters = [reader.person, ...(view === 'mine' ? [reader.role] : []), ...reader.scopes];
      const plan = await record.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${statements.at(-1)!}`, [
        '2026-03-05T00:00:00.000Z',
        randomUUID(),
        'x',
        'infinity',
        51,
        ...parameters,
      ]);
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      // The duty files are few and hidden ones fewer; with none at all the planner reads the empty table.
      expect(text).not.toMatch(/Seq Scan on (?!duty_file)/);
      expect(text).toMatch(view === 'mine' ? /task_of_person/ : /task_of_team/);
    }
  });
});

describe('other lists', () => {
  it('gives the cases of a caseworker, a team, an office or an agency, by code', async () => {
    const codes = ['C-3', 'C-1', 'C-2'].map((code) => `${code}-${randomUUID().slice(0, 4)}`);
    for (const code of codes) await aCase(record, intake(owner('list'), 'HIGH', code));
    await aCase(record, intake(owner('list')).slice(0, 2));
    for (const scope of [
      { caseworkerId: 'cw-list' },
      { teamId: 't-list' },
      { officeId: 'o-list' },
      { agencyId: 'a-list' },
    ]) {
      const cases = await everyPage((after) => casesPage(record, scope, { limit: 2, after }));
      expect(cases.map(({ caseCode }) => caseCode)).toEqual([null, ...[...codes].sort()]);
    }
    const high = await casesPage(record, { teamId: 't-list' }, { levels: ['HIGH'], stages: ['CONSENT_PENDING'] });
    expect(high.items).toEqual([]);
    expect((await casesPage(record, { teamId: 't-none' })).items).toEqual([]);
  });

  it('gives escalations to whom they wait for and to whoever oversees the case', async () => {
    for (let made = 0; made < 3; made += 1) {
      const { caseId } = await aCase(record, intake(owner('late'), 'HIGH'));
      await give(record, caseId, command('alarm', {}, '2026-03-02T12:00:00.000Z', SYSTEM));
    }
    const readers: InboxReader[] = [
      { person: 'sup-late', role: 'SUP', scopes: ['t-late'] },
      { person: 'mgr-late', role: 'MGR', scopes: ['o-late'] },
      { person: 'head-late', role: 'HEAD', scopes: ['a-late'] },
    ];
    const mine = await Promise.all(
      readers.map((reader) => everyPage((after) => escalationsPage(record, reader, { view: 'mine', limit: 2, after }))),
    );
    const all = await everyPage((after) => escalationsPage(record, readers[2]!, { view: 'team', limit: 2, after }));
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(mine.flat()).toHaveLength(all.length);
    expect(all[0]).toMatchObject({ status: 'open', caseworkerId: 'cw-late', assignee: { personId: null } });
    expect(all.map(({ openedAt }) => openedAt)).toEqual(all.map(({ openedAt }) => openedAt).sort());
    expect((await escalationsPage(record, readers[2]!, { view: 'team', status: 'resolved' })).items).toEqual([]);
    expect((await escalationsPage(record, { ...readers[0]!, scopes: ['t-1'] }, { view: 'mine' })).items).toEqual([]);
  });

  it('gives the timeline of a case in both directions', async () => {
    const { caseId, state } = await aCase(record, intake(OWNER, 'MEDIUM'));
    const forwards = await everyPage((after) => timeline(record, caseId, { limit: 2, after }));
    const backwards = await everyPage((after) => timeline(record, caseId, { limit: 3, after, newestFirst: true }));
    expect(forwards.map(({ seq }) => seq)).toEqual(Array.from({ length: state.seq }, (_, index) => index + 1));
    expect(backwards).toEqual([...forwards].reverse());
    const { next } = await timeline(record, caseId, { limit: 1 });
    await expect(timeline(record, caseId, { after: next, newestFirst: true })).rejects.toThrow(CursorError);
  });
});
