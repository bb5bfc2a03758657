import {
  decide,
  evolve,
  fold,
  INDICATOR_IDS,
  readModelChanges,
  type CaseState,
  type Command,
  type Dimension,
} from '@caseward/domain';
import { appendEvents, indicatorCounts, openDataSource, readRecords, rebuild } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopwatch } from '../support/clock.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { DAY, YEAR_STARTS } from '../year/calendar.js';
import { caseworker } from '../year/cast.js';
import { BREAKDOWNS, compare, QUESTIONS, SCOPES, type AskedOf } from '../year/compare.js';
import { contradictions } from '../year/count/duties.js';
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
  await loadYear(record, year);
  const events = [...year.records, ...year.files].reduce((sum, { length }) => sum + length, 0);
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
  it('begins in the same way when it is played from the same seed again', () => {
    const endMs = YEAR_STARTS + 20 * DAY;
    const again = playYear({ ...FULL_YEAR, endMs });
    const until = new Date(endMs).toISOString();
    const begun = year.records.map((events) => events.filter(({ recordedAt }) => recordedAt < until));
    expect(again.records).toEqual(begun.filter(({ length }) => length > 0));
    expect(playYear({ ...FULL_YEAR, seed: 7, endMs }).digest).not.toBe(again.digest);
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

  it('misses a duty exactly where a breach stands for it', () => {
    const [{ asKnownAt }] = QUESTIONS;
    const records = [...year.records, ...year.files];
    expect(records.flatMap((events) => contradictions(events, asKnownAt))).toEqual([]);
  });

  it.each(QUESTIONS)(
    'gives the same numbers from SQL and from an independent count over its events: $title [K1 K2a K2b K3a K3b P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12 P13 CONS-7]',
    async (question) => {
      expect(await differences(question, BREAKDOWNS)).toEqual([]);
    },
    2 * minute,
  );

  it.each(['sex', 'age_band', 'reason'] as const)('gives the same numbers by %s', async (dimension) => {
    expect(await differences(QUESTIONS[0], [[dimension]])).toEqual([]);
  });

  it.each(SCOPES)('gives the same numbers for the $kind $id', async (scope) => {
    expect(await differences(QUESTIONS[0], [['level']], scope)).toEqual([]);
  });

  it('has something to count for every indicator that the record knows', async () => {
    const told = await indicatorCounts(record, { ...QUESTIONS[0], scope: { kind: 'all' }, by: [] });
    const counted = new Set(told.filter(({ numerator }) => numerator > 0).map(({ indicator }) => indicator));
    expect(INDICATOR_IDS.filter((id) => !counted.has(id))).toEqual([]);
  });

  it('has trained and untrained caseworkers with two scores, and counts the trained alone [K1]', async () => {
    const { to, asKnownAt } = QUESTIONS[0];
    const assessed = year.files
      .map((events) => events.filter(({ recordedAt }) => recordedAt <= asKnownAt))
      .filter((events) => events.filter(({ type }) => type === 'CapacityAssessed').length >= 2)
      .filter((events) => !events.some(({ type }) => type === 'DutyFileEnded'));
    const trained = assessed.filter((events) =>
      events.some((event) => event.type === 'TrainingRecorded' && event.data.completedOn <= to),
    );
    expect(trained.length).toBeGreaterThan(5);
    expect(assessed.length - trained.length).toBeGreaterThan(2);
    const told = await indicatorCounts(record, { ...QUESTIONS[0], scope: { kind: 'all' }, by: [] });
    expect(told.find(({ indicator }) => indicator === 'K1')?.denominator).toBe(trained.length);
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
    const events = decide(state, given as Command, { now: '2025-12-31T22:15:00.000Z' });
    const changes = readModelChanges(state, events.reduce(evolve, state));
    await appendEvents(record, {
      caseId: state.caseId,
      expectedSeq: state.seq,
      command: given as Command,
      events,
      changes,
    });
    const found = await differences(QUESTIONS[0], [[]]);
    expect(found).toContainEqual(expect.stringMatching(/^the year K2a denominator: counted \d+, told \d+$/));
    expect(await differences(QUESTIONS.at(-1)!, [[]])).toEqual([]);
  });
});
