import { randomUUID } from 'node:crypto';
import { settleOwedRetention } from '@caseward/activities';
import {
  decideHosted,
  evolveHosted,
  foldHosted,
  hostedChanges,
  plusHours,
  type Actor,
  type DutyCommand,
  type DutyCommandOf,
  type DutyCommandType,
  type HostedEvent,
} from '@caseward/domain';
import {
  appendEvents,
  contentsOf,
  dutyFiles,
  isErased,
  isErasedFault,
  openDataSource,
  readRecord,
  row,
  storeContent,
} from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { testKeys } from '../support/test-codec.js';
import { aCase, command, give, START, SUPERVISOR } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
const keys = testKeys();
const MANAGER: Actor = { personId: 'p-mgr', role: 'MGR', officeId: 'o-1', agencyId: 'a-1' };
const HEAD: Actor = { personId: 'p-head', role: 'HEAD', agencyId: 'a-1' };
const at = (hours: number): string => plusHours(START, hours);
const [CLOSED, LATER] = [30, 24 * 40];
const CHECKS = {
  ...{ childAndFamilyInvolved: true, workersTold: true, contactForLaterGiven: true, feedbackOffered: true },
  ...{ fileComplete: true, storageFormAgreed: true, keepUntil: '2026-04-01' },
};

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

async function tell(fileId: string, given: DutyCommand): Promise<void> {
  const state = foldHosted(fileId, await readRecord<HostedEvent>(record, fileId));
  const now = given.occurredAt;
  const events = decideHosted(state, given, { now });
  const changes = hostedChanges(state, events.reduce(evolveHosted, state));
  await appendEvents(record, { caseId: fileId, expectedSeq: state.seq, command: given, events, changes });
}

/** In the engine a command that is known already changes nothing; here the record is asked. */
async function tellOnce(fileId: string, given: DutyCommand): Promise<void> {
  const events = await readRecord<HostedEvent>(record, fileId);
  if (!events.some(({ commandId }) => commandId === given.commandId)) await tell(fileId, given);
}

const act = <T extends DutyCommandType>(
  fileId: string,
  type: T,
  payload: DutyCommandOf<T>['payload'],
  actor: Actor,
): Promise<void> =>
  tell(fileId, { commandId: randomUUID(), type, actor, occurredAt: at(LATER), payload } as unknown as DutyCommand);

const written = (caseId: string) =>
  storeContent(record, keys, {
    ...{ contentId: randomUUID(), caseId, form: 'closure', formVersion: 1, content: { why: 'invented' } },
    ...{ createdBy: 'p-cw', createdAt: START },
  });

async function closedCase(): Promise<{ caseId: string; content: Awaited<ReturnType<typeof written>> }> {
  const { caseId } = await aCase(record);
  const content = await written(caseId);
  const request = { reason: 'opened_in_error', checks: CHECKS, content } as const;
  await give(record, caseId, command('requestClosure', request, at(CLOSED - 1)));
  await give(record, caseId, command('approveClosure', {}, at(CLOSED), SUPERVISOR));
  return { caseId, content };
}

const fileOf = async (caseId: string): Promise<string> =>
  (await dutyFiles(record, { kind: 'retention', subjectId: caseId }))[0]!.caseId;
const erase = async (fileId: string) =>
  (await row<{ done: boolean }>(record, 'SELECT caseward.erase_confirmed_case($1) AS done', [fileId]))?.done;

describe('a case that closes', () => {
  it('is owed a date in the transaction that closes it, and whatever dies in between, has it once [IM-7]', async () => {
    const { caseId } = await closedCase();
    const dies = (): Promise<void> => Promise.reject(new Error('the worker died'));
    await expect(settleOwedRetention(record, dies)).rejects.toThrow('died');
    // Told, and dead before the note was crossed out.
    const diesAfter = async (fileId: string, given: DutyCommand) => tell(fileId, given).then(dies);
    await expect(settleOwedRetention(record, diesAfter)).rejects.toThrow('died');
    expect(await settleOwedRetention(record, tellOnce)).toBe(1);
    expect(await settleOwedRetention(record, tellOnce)).toBe(0);
    const events = await readRecord<HostedEvent>(record, await fileOf(caseId));
    expect(events.filter(({ type }) => type === 'RetentionScheduled')).toHaveLength(1);
  });

  it('keeps everything until two people have signed, and while somebody holds it [IM-7] [PERM-1]', async () => {
    const { caseId, content } = await closedCase();
    await settleOwedRetention(record, tellOnce);
    const fileId = await fileOf(caseId);
    expect(await erase(fileId)).toBe(false);
    await act(fileId, 'proposeDestruction', { manner: 'destroy', content }, MANAGER);
    expect(await erase(fileId)).toBe(false);
    await act(fileId, 'placeHold', { ground: 'complaint' }, HEAD);
    await expect(act(fileId, 'confirmDestruction', {}, HEAD)).rejects.toThrow();
    expect(await erase(caseId)).toBe(false);
    expect(await contentsOf(record, caseId)).toHaveLength(1);

    await act(fileId, 'liftHold', { content }, HEAD);
    await act(fileId, 'proposeDestruction', { manner: 'destroy', content }, MANAGER);
    await act(fileId, 'confirmDestruction', {}, HEAD);
    expect([await contentsOf(record, caseId), await isErased(record, caseId)]).toEqual([[], true]);
    await expect(written(caseId)).rejects.toSatisfy(isErasedFault);
    const bystander = await closedCase();
    expect(await contentsOf(record, bystander.caseId)).toHaveLength(1);
  });
});
