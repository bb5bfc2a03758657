import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plusHours, policySnapshot, type CommandOf, type ContentRef } from '@caseward/domain';
import {
  contentsOf,
  eraseRefusedContents,
  findRequest,
  noteRequest,
  openDataSource,
  readContent,
  refusalTally,
  storeContent,
  verifyRecord,
} from '@caseward/persistence';
import { FileKeyService } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { aCase, CASEWORKER, command, give, intake, OWNER, START, SUPERVISOR } from './a-case.js';

let database: TestDatabase;
let record: DataSource;
let keys: FileKeyService;

beforeAll(async () => {
  database = await testDatabase();
  record = await openDataSource({ url: database.url });
  const folder = await mkdtemp(join(tmpdir(), 'caseward-refusal-'));
  keys = await FileKeyService.load({ path: join(folder, 'root.json'), environment: 'test' });
});
afterAll(async () => {
  await record.destroy();
  await database.drop();
});

const at = (hours: number) => plusHours(START, hours);
const REFUSED = { participate: false, storeData: false } as const;
const tally = async (agencyId: string) => (await refusalTally(record, agencyId)).map(({ refusals }) => refusals);

const written = (caseId: string, form: string): Promise<ContentRef> =>
  storeContent(record, keys, {
    contentId: randomUUID(),
    caseId,
    form,
    formVersion: 1,
    content: { told: 'invented' },
    createdBy: 'p-cw',
    createdAt: START,
  });

/** Up to the question of consent, with a form for the identification. */
async function askedForConsent(agencyId: string): Promise<string> {
  const caseId = randomUUID();
  const content = await written(caseId, 'identification');
  const [identify, answer] = intake({ ...OWNER, agencyId });
  const identified = { source: 'community', owner: { ...OWNER, agencyId }, policy: policySnapshot(), content } as const;
  await aCase(record, [command('identifyChild', identified, at(0), identify!.actor), answer!], caseId);
  return caseId;
}

const keyOf = (caseId: string): Promise<unknown[]> =>
  record.query('SELECT FROM caseward.case_key WHERE case_id = $1', [caseId]);
const consent = async (caseId: string, over: Partial<CommandOf<'recordConsent'>['payload']>, agencyId: string) => {
  const content = await written(caseId, 'consent');
  return give(
    record,
    caseId,
    command('recordConsent', { ...REFUSED, content, ...over }, at(2), { ...CASEWORKER, agencyId }),
  );
};

describe('a refusal without a ground', () => {
  it('CONS-4: leaves no form and no key in the transaction that records it, and counts', async () => {
    const caseId = await askedForConsent('a-refused');
    expect(await contentsOf(record, caseId)).toHaveLength(1);
    expect(await keyOf(caseId)).toHaveLength(1);
    const { events } = await consent(caseId, {}, 'a-refused');
    expect(events.map(({ type }) => type)).toContain('IntakeEnded');
    expect(await contentsOf(record, caseId)).toEqual([]);
    expect(await keyOf(caseId)).toEqual([]);
    expect(await tally('a-refused')).toEqual([1]);
    expect((await verifyRecord(record)).broken).toEqual([]);
  });

  it('CONS-4: nor what would tell whether a guess at the words is right', async () => {
    const caseId = await askedForConsent('a-guess');
    const request = { commandId: randomUUID(), caseId, type: 'identifyChild', personId: 'p-cw' } as const;
    await noteRequest(record, { ...request, requestDigest: 'root-1.00ff' });
    await noteRequest(record, {
      ...request,
      commandId: randomUUID(),
      caseId: randomUUID(),
      requestDigest: 'root-1.11ff',
    });
    await consent(caseId, {}, 'a-guess');
    expect((await findRequest(record, request.commandId))?.requestDigest).toBe('erased.');
    const kept = await record.query(
      'SELECT count(*)::integer AS n FROM caseward.command_request WHERE request_digest = $1',
      ['root-1.11ff'],
    );
    expect(kept).toEqual([{ n: 1 }]);
  });

  it('CONS-4: nor does what is written about it afterwards stay', async () => {
    const caseId = await askedForConsent('a-advice');
    await consent(caseId, {}, 'a-advice');
    const content = await written(caseId, 'advice');
    const actor = { ...CASEWORKER, agencyId: 'a-advice' };
    await give(record, caseId, command('recordAdvice', { topics: ['how_to_return'], content }, at(3), actor));
    expect(await readContent(record, keys, content.contentId)).toBeNull();
    await written(caseId, 'registration');
    expect(await eraseRefusedContents(record, caseId)).toBe(true);
    expect(await contentsOf(record, caseId)).toEqual([]);
    expect(await tally('a-advice')).toEqual([1]);
  });
});

describe('what stays', () => {
  it('CONS-4: the note of a refusal, when storing it was agreed to', async () => {
    const caseId = await askedForConsent('a-note');
    const { events } = await consent(caseId, { storeData: true }, 'a-note');
    expect(events.map(({ type }) => type)).toContain('IntakeEnded');
    expect(await contentsOf(record, caseId)).toHaveLength(2);
    expect(await eraseRefusedContents(record, caseId)).toBe(false);
    expect(await tally('a-note')).toEqual([1]);
  });

  it('CONS-3: forms, while a supervisor has a ground to decide on, and after an authorisation', async () => {
    const caseId = await askedForConsent('a-ground');
    await consent(caseId, { proposedGround: 'imminent_danger' }, 'a-ground');
    expect(await contentsOf(record, caseId)).toHaveLength(2);
    expect(await eraseRefusedContents(record, caseId)).toBe(false);
    const content = await written(caseId, 'without_consent_authorisation');
    const decision = { ground: 'imminent_danger', legalBasis: 'vital_interests', content } as const;
    const supervisor = { ...SUPERVISOR, agencyId: 'a-ground' };
    await give(record, caseId, command('authoriseWithoutConsent', decision, at(3), supervisor));
    expect(await contentsOf(record, caseId)).toHaveLength(3);
    expect(await tally('a-ground')).toEqual([]);
  });

  it('the app role cannot erase any other case, whatever it asks', async () => {
    const { caseId } = await aCase(record);
    await written(caseId, 'assessment');
    expect(await eraseRefusedContents(record, caseId)).toBe(false);
    expect(await eraseRefusedContents(record, randomUUID())).toBe(false);
    expect(await contentsOf(record, caseId)).toHaveLength(1);
    await expect(record.query('DELETE FROM caseward.form_content')).rejects.toMatchObject({ code: '42501' });
    await expect(record.query('DELETE FROM caseward.case_key')).rejects.toMatchObject({ code: '42501' });
  });
});
