import { randomUUID } from 'node:crypto';
import { FORM_LIMITS } from '@caseward/contracts';
import { describe, expect, it } from 'vitest';
import { applied, registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

const CANARY = 'CANARY-what-the-child-told';

interface Content {
  readonly contentId: string;
  readonly content: unknown;
}

describe('forms', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const badr = new ApiPerson(api, 'sup.badr');

  it('what was written rests encrypted, and comes back to those who may read it', async () => {
    const caseId = await registeredCase(amal);
    const form = { views: CANARY, risks: ['one', { deep: CANARY }] };
    applied(await amal.post(`/v1/cases/${caseId}/assessments`, { form }));
    const [mention] = (await badr.file(caseId)).contents;
    expect(mention).toMatchObject({ form: 'assessment', formVersion: 1 });
    const { body } = await badr.get<Content>(`/v1/cases/${caseId}/contents/${mention!.contentId}`);
    expect(body.content).toEqual(form);
    expect(await restsInTheClear(CANARY)).toEqual([]);
  });

  it('a repetition stores it once', async () => {
    const caseId = await registeredCase(amal);
    const key = randomUUID();
    const send = () => amal.post(`/v1/cases/${caseId}/assessments`, { form: { views: 'v' } }, { key });
    const [first, again] = await Promise.all([send(), send()]);
    expect(applied(again)).toEqual(applied(first));
    expect((await amal.file(caseId)).contents).toHaveLength(1);
  });

  it('the form of a refused command stays with its author as a draft', async () => {
    const caseId = await registeredCase(amal);
    const form = { goal: CANARY };
    const problem = await amal.refused(`/v1/cases/${caseId}/case-plans`, { involved: ['child'], form });
    expect(problem.code).toBe('NOT_ALLOWED_IN_STAGE');
    const { draftContentId = '' } = problem;
    expect((await amal.get<Content>(`/v1/drafts/${draftContentId}`)).body.content).toEqual(form);
    expect((await badr.get(`/v1/drafts/${draftContentId}`)).status).toBe(404);
    expect((await badr.get(`/v1/cases/${caseId}/contents/${draftContentId}`)).status).toBe(404);
    expect((await amal.file(caseId)).contents).toEqual([]);
  });

  it('a form that is too large, too deep or on an act without one is refused by its pointer', async () => {
    const caseId = await registeredCase(amal);
    const before = await recordSize(api);
    let deep: unknown = 1;
    for (let level = 0; level <= FORM_LIMITS.depth; level += 1) deep = { deep };
    for (const form of [{ long: 'x'.repeat(FORM_LIMITS.characters) }, { deep }, ['no object']]) {
      expect(await amal.refused(`/v1/cases/${caseId}/assessments`, { form })).toMatchObject({
        status: 400,
        errors: [{ pointer: '/form' }],
      });
    }
    const problem = await amal.refused(`/v1/cases/${caseId}/encounter-ends`, { encounterId: 'e1', form: {} });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/form' }] });
    expect(await recordSize(api)).toEqual(before);
  });

  /** Tables of the record in whose rows the text can be read. */
  async function restsInTheClear(text: string): Promise<string[]> {
    const tables = await api.dataSource.query<{ name: string }[]>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema = 'caseward'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const sql = `SELECT EXISTS (SELECT FROM ${name} t WHERE t::text LIKE $1 OR t::text LIKE $2) AS here`;
      const hex = Buffer.from(text).toString('hex');
      const [row] = await api.dataSource.query<{ here: boolean }[]>(sql, [`%${text}%`, `%${hex}%`]);
      if (row?.here === true) found.push(name);
    }
    expect(tables.length).toBeGreaterThan(10);
    return found;
  }
});
