import { decide, evolve, fold, readModelChanges, type CaseState, type Command, type Dimension } from '@caseward/domain';
import { appendEvents, indicatorCounts, openDataSource, readRecords, rebuild } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopwatch } from '../support/clock.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { caseworker } from '../year/cast.js';
import { BREAKDOWNS, compare, QUESTIONS, SCOPES, type AskedOf } from '../year/compare.js';
import { unitsOf } from '../year/count/count.js';
import { tally, type Scope } from '../year/count/tally.js';
import { FULL_YEAR, playYear, type PlayedYear } from '../year/generate.js';
import { loadYear } from '../year/load.js';

const minute = 60_000;
let database: TestDatabase;
let record: DataSource;
let year: PlayedYear;
let numbers = 0;

beforeAll(async () => {
  const watch = stopwatch();
  year = playYear(FULL_YEAR);
  const playedMs = watch();
  database = await testDatabase();
  record = await openDataSource({ url: database.url, statementTimeoutMs: minute });
  await loadYear(record, [...year.records, ...year.files]);
  const events = year.records.reduce((sum, { length }) => sum + length, 0);
  const { commands, alarms, digest } = year;
  console.log({ cases: year.records.length, events, commands, alarms, playedMs, loadedMs: watch() - playedMs, digest });
}, 3 * minute);
afterAll(async () => {
  console.log(`${String(numbers)} numbers compared`);
  await record.destroy();
  await database.drop();
});

async function differences(
  { title, ...question }: AskedOf,
  breakdowns: readonly (readonly Dimension[])[],
  scope: Scope = { kind: 'all' },
): Promise<string[]> {
  const units = unitsOf(year, question);
  const found: string[] = [];
  for (const by of breakdowns) {
    const told = await indicatorCounts(record, { ...question, scope, by: [...by] });
    const { compared, differences } = compare(title, tally(units, by, scope), told);
    numbers += compared;
    found.push(...differences);
  }
  return found;
}

describe('a year of an agency with 4 teams, 24 caseworkers and 500 cases', () => {
  it('is the same year when it is played from the same seed', () => {
    const small = { seed: 7, cases: 12, casesNextDoor: 2 };
    expect(playYear(small).digest).toBe(playYear(small).digest);
    expect(playYear(small).digest).not.toBe(playYear({ ...small, seed: 8 }).digest);
  });

  it('has few refusals, and nobody with more than 25 cases', () => {
    const refused = [...year.refusals.values()].reduce((sum, count) => sum + count, 0);
    expect(refused / year.commands).toBeLessThan(0.01);
    expect(year.mostCases).toBeLessThanOrEqual(25);
  });

  it('stands in the record as it was played, with read models that a rebuild leaves as they are', async () => {
    expect(await rebuild(record, { check: true })).toMatchObject({
      cases: year.records.length + year.files.length,
      differingCases: 0,
    });
    const [first] = year.records;
    const caseId = first?.[0]?.caseId ?? '';
    expect((await readRecords(record, [caseId])).get(caseId)).toEqual(first);
  });

  it.each(QUESTIONS)(
    'SQL and an independent count over the events agree on $title',
    async (question) => {
      expect(await differences(question, BREAKDOWNS)).toEqual([]);
    },
    minute,
  );

  it.each(SCOPES)('they agree on the $kind $id', async (scope) => {
    expect(await differences(QUESTIONS[0]!, [[], ['level']], scope)).toEqual([]);
  });

  it('one event more in the record is found', async () => {
    const isAtWork = ({ stage, consent }: CaseState): boolean =>
      stage === 'IMPLEMENTING' && consent?.reporting === true;
    const state = year.records.map((events) => fold(events[0]!.caseId, events)).find(isAtWork)!;
    const actor = caseworker(state.owner!);
    const scores = [1, 1, 1, 1, 1, 1, 1, 1];
    const occurredAt = '2025-12-31T20:00:00.000Z';
    const given = {
      commandId: 'planted',
      type: 'recordFeedback',
      actor,
      occurredAt,
      payload: { from: 'child', scores },
    };
    const events = decide(state, given as Command, { now: '2026-01-01T09:00:00.000Z' });
    const changes = readModelChanges(state, events.reduce(evolve, state));
    await appendEvents(record, {
      caseId: state.caseId,
      expectedSeq: state.seq,
      command: given as Command,
      events,
      changes,
    });
    const found = await differences(QUESTIONS[0]!, [[]]);
    expect(found).toContainEqual(expect.stringMatching(/^the year K2a denominator: counted \d+, told \d+$/));
    expect(await differences(QUESTIONS.at(-1)!, [[]])).toEqual([]);
  });
});
