import { randomUUID } from 'node:crypto';
import {
  appendEvents,
  commandOutcome,
  confirmCase,
  confirmCommands,
  openDataSource,
  recordRefusal,
  resultOf,
  unconfirmedCases,
  type RefusedCommand,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, appendInput, CASEWORKER, command, intake, SYSTEM } from './a-case.js';

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

const refusalOf = (caseId: string, commandId: string): RefusedCommand => ({
  caseId,
  commandId,
  type: 'agreePlan',
  actorPersonId: CASEWORKER.personId,
  occurredAt: '2026-03-01T12:00:00.000Z',
  recordedAt: '2026-03-01T12:00:01.000Z',
  refusal: { code: 'NOT_ALLOWED_IN_STAGE', rule: 'LIFE-1', message: 'Not now.', details: { remedy: 'Later.' } },
});

describe('the outcome of a command', () => {
  it('is accepted, with the place of its events', async () => {
    const commands = intake();
    const { caseId, state } = await aCase(record, commands);
    const last = commands.at(-1)!;
    expect(await commandOutcome(record, last.commandId)).toMatchObject({
      caseId,
      type: 'registerCase',
      actorPersonId: CASEWORKER.personId,
      outcome: 'accepted',
      lastSeq: state.seq,
      refusal: null,
      occurredAt: last.occurredAt,
      recordedAt: last.occurredAt,
      confirmedAt: null,
    });
    const result = await resultOf(record, caseId, last.commandId);
    expect(result?.seq).toBe(state.seq);
    expect(result?.events.map(({ type }) => type)).toContain('CaseRegistered');
    expect(result?.events.every(({ commandId }) => commandId === last.commandId)).toBe(true);
  });

  it('is unknown before it is given', async () => {
    expect(await commandOutcome(record, randomUUID())).toBeNull();
    expect(await resultOf(record, randomUUID(), randomUUID())).toBeNull();
  });

  it('is a refusal, once, for a sender who did not wait', async () => {
    const refused = refusalOf(randomUUID(), randomUUID());
    await recordRefusal(record, refused);
    await recordRefusal(record, { ...refused, refusal: { ...refused.refusal, message: 'Another sentence.' } });
    expect(await commandOutcome(record, refused.commandId)).toMatchObject({
      outcome: 'refused',
      refusal: refused.refusal,
      firstSeq: null,
      lastSeq: null,
    });
    expect(await resultOf(record, refused.caseId, refused.commandId)).toBeNull();
  });

  it('stays accepted whatever is said afterwards, and becomes accepted when a refused one is sent again', async () => {
    const { caseId, state } = await aCase(record);
    const given = command('recordEncounterEnd', { encounterId: 'e-1' }, '2026-03-01T12:00:00.000Z');
    await recordRefusal(record, refusalOf(caseId, given.commandId));
    expect(await appendEvents(record, appendInput(state, given))).toMatchObject({ committed: true });
    await recordRefusal(record, refusalOf(caseId, given.commandId));
    expect(await commandOutcome(record, given.commandId)).toMatchObject({ outcome: 'accepted', refusal: null });
  });

  it('keeps apart two cases, or two senders, that chose the same id', async () => {
    const commandId = randomUUID();
    const [one, other] = [refusalOf(randomUUID(), commandId), refusalOf(randomUUID(), commandId)];
    await recordRefusal(record, one);
    await recordRefusal(record, { ...other, actorPersonId: 'p-other' });
    expect((await commandOutcome(record, commandId, { caseId: one.caseId }))?.caseId).toBe(one.caseId);
    expect((await commandOutcome(record, commandId, { actorPersonId: 'p-other' }))?.caseId).toBe(other.caseId);
    expect(await commandOutcome(record, commandId, { actorPersonId: 'p-nobody' })).toBeNull();
  });
});

describe('confirmation', () => {
  beforeEach(async () => {
    const waiting = await unconfirmedCases(record, 0, 1000);
    for (const { caseId } of waiting) await confirmCase(record, caseId, 2 ** 31 - 1);
  });

  it('is waited for from the real moment of the commit, however old the case is', async () => {
    const { caseId } = await aCase(record);
    expect(await unconfirmedCases(record, 30)).toEqual([]);
    expect(await unconfirmedCases(record, 0)).toMatchObject([{ caseId, commands: 4 }]);
  });

  it('comes in batches and counts once', async () => {
    const commands = intake();
    const { caseId } = await aCase(record, commands);
    const ids = commands.map(({ commandId }) => commandId);
    expect(await confirmCommands(record, [])).toBe(0);
    expect(await confirmCommands(record, [...ids.slice(0, 2), randomUUID()])).toBe(2);
    expect(await unconfirmedCases(record, 0)).toMatchObject([{ caseId, commands: 2 }]);
    expect(await confirmCommands(record, ids)).toBe(2);
    expect(await unconfirmedCases(record, 0)).toEqual([]);
  });

  it('of a case covers what it holds and nothing later', async () => {
    const { caseId, state } = await aCase(record);
    expect(await confirmCase(record, caseId, state.seq - 1)).toBe(3);
    expect(await confirmCase(record, caseId, state.seq)).toBe(1);
  });

  it('is not waited for where the engine gave the command itself', async () => {
    const { state } = await aCase(record);
    await confirmCase(record, state.caseId, state.seq);
    const alarm = command('alarm', {}, '2026-04-20T12:00:00.000Z', SYSTEM);
    const input = appendInput(state, alarm);
    expect(input.events.length).toBeGreaterThan(0);
    await appendEvents(record, input);
    expect(await unconfirmedCases(record, 0)).toEqual([]);
  });
});
