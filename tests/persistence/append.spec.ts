import { randomUUID } from 'node:crypto';
import { evolve, fold, initialState, readModelOf, type CaseEvent, type CaseState } from '@caseward/domain';
import {
  appendEvents,
  caseSummary,
  obligationsOf,
  openDataSource,
  readChain,
  readRecord,
  RecordBehindError,
  tasksOf,
} from '@caseward/persistence';
import { verifyChain } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, appendInput, CASEWORKER, command, give, intake, START, stateOf } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
/** Another process, as far as the database can tell. */
let elsewhere: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url, poolSize: 12 });
  elsewhere = await openDataSource({ url: database.url, poolSize: 12 });
});
afterAll(async () => {
  await record.destroy();
  await elsewhere.destroy();
  await database.drop();
});

const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const encounter = (at = '2026-03-01T12:00:00.000Z') => command('recordEncounterEnd', { encounterId: randomUUID() }, at);

describe('an append', () => {
  it('records the events of a command and gives them back as they went in', async () => {
    const caseId = randomUUID();
    const input = appendInput(initialState(caseId), intake()[0]!);
    const outcome = await appendEvents(record, input);
    expect(outcome).toMatchObject({ committed: true, holdsCommand: true, events: input.events });
    expect(await readRecord(record, caseId)).toEqual(asStored(input.events));
    expect(await readRecord(record, caseId, 1)).toEqual(asStored(input.events.slice(1)));
  });

  it('writes the read models of the state in the same transaction', async () => {
    const { caseId, state } = await aCase(record);
    const expected = readModelOf(state);
    expect(await caseSummary(record, caseId)).toEqual(expected.case);
    expect(await obligationsOf(record, caseId)).toEqual(asStored(expected.obligations));
    expect(await tasksOf(record, caseId)).toEqual(asStored(expected.tasks));
    expect(expected.tasks.length).toBeGreaterThan(0);
  });

  it('removes the tasks that are done', async () => {
    const { caseId } = await aCase(record);
    const before = await tasksOf(record, caseId);
    const assess = command('completeAssessment', {}, '2026-03-01T13:00:00.000Z');
    await give(record, caseId, assess);
    const after = await tasksOf(record, caseId);
    expect(after.map(({ taskId }) => taskId)).not.toEqual(before.map(({ taskId }) => taskId));
    expect(after).toEqual(asStored(readModelOf(await stateOf(record, caseId)).tasks));
  });

  it('acts once on a command that is sent again, and returns what was recorded', async () => {
    const { caseId, state } = await aCase(record);
    const input = appendInput(state, encounter());
    const first = await appendEvents(record, input);
    const again = await appendEvents(elsewhere, input);
    expect(again).toEqual({ committed: false, holdsCommand: true, events: asStored(first.events) });
    const { seq } = await stateOf(record, caseId);
    const later = await appendEvents(record, { ...input, expectedSeq: seq, events: [] });
    expect(later).toEqual({ committed: false, holdsCommand: true, events: [] });
    expect(await readRecord(record, caseId)).toHaveLength(seq);
  });

  it('returns an orphan instead of writing over it, and accepts the next try on the adopted state', async () => {
    const { caseId, state } = await aCase(record);
    const orphan = await appendEvents(elsewhere, appendInput(state, encounter()));
    const next = encounter('2026-03-01T12:30:00.000Z');
    const refused = await appendEvents(record, appendInput(state, next));
    expect(refused).toEqual({ committed: false, holdsCommand: false, events: asStored(orphan.events) });
    const adopted = refused.events.reduce(evolve, state);
    expect(await appendEvents(record, appendInput(adopted, next))).toMatchObject({
      committed: true,
      holdsCommand: true,
    });
    expect(fold(caseId, await readRecord(record, caseId)).seq).toBe(adopted.seq + 1);
  });

  it('remembers a command that changed nothing', async () => {
    const { state } = await aCase(record);
    const alarm = command('alarm', {}, '2026-03-01T11:30:00.000Z', { personId: 'system', role: 'SYSTEM' });
    const input = appendInput(state, alarm);
    expect(input.events).toEqual([]);
    expect(await appendEvents(record, input)).toEqual({ committed: true, holdsCommand: true, events: [] });
    expect(await appendEvents(record, input)).toEqual({ committed: false, holdsCommand: true, events: [] });
  });

  it('refuses to go on where the record ends before what the workflow knows', async () => {
    const { state } = await aCase(record);
    const ahead = { ...state, seq: state.seq + 5 };
    await expect(appendEvents(record, appendInput(ahead, encounter()))).rejects.toThrow(RecordBehindError);
  });

  it('refuses what would not come back as it went in', async () => {
    const input = appendInput(initialState(randomUUID()), intake()[0]!);
    const upper = input.caseId.toUpperCase();
    await expect(appendEvents(record, { ...input, caseId: upper })).rejects.toThrow(RangeError);
    const events = input.events.map((event) => ({ ...event, occurredAt: '2026-03-01 08:00' }));
    await expect(appendEvents(record, { ...input, events })).rejects.toThrow(RangeError);
    await expect(appendEvents(record, { ...input, expectedSeq: 3 })).rejects.toThrow(RangeError);
  });

  it('writes nothing at all when one part cannot be written', async () => {
    const caseId = randomUUID();
    const input = appendInput(initialState(caseId), intake()[0]!);
    const events = input.events.map((event) => ({ ...event, commandId: 'nul\u0000' })) as CaseEvent[];
    await expect(appendEvents(record, { ...input, events })).rejects.toThrow('SQLSTATE');
    expect(await readRecord(record, caseId)).toEqual([]);
    expect(await caseSummary(record, caseId)).toBeNull();
  });
});

describe('appends at once', () => {
  it('lets one win at each seq, loses none and leaves no gap', async () => {
    const { caseId, state } = await aCase(record);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => untilHeld(index % 2 === 0 ? record : elsewhere, caseId, state)),
    );
    const events = await readRecord(record, caseId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.length).toBe(state.seq + 20);
    expect(outcomes.reduce((sum, { tries }) => sum + tries, 0)).toBeGreaterThan(20);
    expect(new Set(events.slice(state.seq).map(({ commandId }) => commandId)).size).toBe(20);
    expect(verifyChain(await readChain(record, caseId))).toBeNull();
  });

  it('lets one of twenty win at the same seq', async () => {
    const { state } = await aCase(record);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        appendEvents(index % 2 === 0 ? record : elsewhere, appendInput(state, encounter())),
      ),
    );
    expect(outcomes.filter(({ committed }) => committed)).toHaveLength(1);
    expect(outcomes.filter(({ holdsCommand }) => holdsCommand)).toHaveLength(1);
    expect(new Set(outcomes.map(({ events }) => JSON.stringify(events.map(({ commandId }) => commandId)))).size).toBe(
      1,
    );
  });

  it('acts once on one command from twenty senders, also for the first event of a case', async () => {
    const caseId = randomUUID();
    const input = appendInput(initialState(caseId), intake()[0]!);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => appendEvents(index % 2 === 0 ? record : elsewhere, input)),
    );
    expect(outcomes.filter(({ committed }) => committed)).toHaveLength(1);
    expect(outcomes.every(({ holdsCommand }) => holdsCommand)).toBe(true);
    expect(await readRecord(record, caseId)).toHaveLength(input.events.length);
  });

  /** The loop of the workflow: decide, append, adopt, until the record holds the command. */
  async function untilHeld(sql: DataSource, caseId: string, known: CaseState) {
    const given = command('recordEncounterEnd', { encounterId: randomUUID() }, '2026-03-01T12:00:00.000Z', CASEWORKER);
    let state = known;
    for (let tries = 1; ; tries += 1) {
      const outcome = await appendEvents(sql, appendInput(state, given));
      state = outcome.events.reduce(evolve, state);
      if (outcome.holdsCommand) return { tries, caseId };
    }
  }
});

describe('the chain', () => {
  it('is the one that the events give', async () => {
    const { caseId } = await aCase(record);
    const chain = await readChain(record, caseId);
    expect(chain.length).toBeGreaterThan(3);
    expect(verifyChain(chain)).toBeNull();
    expect(chain[0]!.event.recordedAt).toBe(START);
  });
});
