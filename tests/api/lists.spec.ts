import { beforeAll, describe, expect, it } from 'vitest';
import { consentedCase, registeredCase } from './support/casework.js';
import { ApiPerson, type Answer } from './support/person.js';
import { runningApi } from './support/running-api.js';

interface List {
  readonly items: {
    readonly caseId: string;
    readonly taskId?: string;
    readonly stage?: string;
    readonly seq?: number;
  }[];
  readonly next: string | null;
}

describe('lists', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const cases: string[] = [];

  beforeAll(async () => {
    for (let made = 0; made < 4; made += 1) cases.push(await registeredCase(amal));
    cases.push(await consentedCase(amal));
  });

  async function pages(first: string): Promise<List[]> {
    const found: List[] = [];
    for (let url: string | undefined = first; url !== undefined;) {
      const { body, headers }: Answer<List> = await amal.get(url);
      found.push(body);
      url = /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1];
      expect(url === undefined).toBe(body.next === null);
    }
    return found;
  }

  it.each(['/v1/cases?limit=2', '/v1/inbox?limit=2', '/v1/cases?limit=2&stage=REGISTERED&stage=CONSENT_PENDING'])(
    '%s comes in pages that neither skip nor repeat',
    async (url) => {
      const found = await pages(url);
      expect(found.length).toBeGreaterThan(1);
      const items = found.flatMap((page) => page.items);
      const rows = items.map(({ caseId, taskId }) => `${caseId} ${taskId ?? ''}`);
      expect(new Set(rows).size).toBe(rows.length);
      expect(items.map(({ caseId }) => caseId)).toEqual(expect.arrayContaining(cases.slice(0, 4)));
    },
  );

  it('a filter keeps what it names', async () => {
    const [page] = await pages('/v1/cases?stage=CONSENT_PENDING');
    expect(page!.items.map(({ stage }) => stage)).toEqual(['CONSENT_PENDING']);
  });

  it('a timeline reads both ways', async () => {
    const url = `/v1/cases/${cases[0]!}/timeline?limit=2`;
    const oldest = (await pages(url)).flatMap(({ items }) => items.map(({ seq }) => seq));
    const newest = (await pages(`${url}&order=newest`)).flatMap(({ items }) => items.map(({ seq }) => seq));
    expect(oldest).toEqual(oldest.map((_, index) => index + 1));
    expect(newest).toEqual(oldest.toReversed());
  });

  it('the cursor of another list, an unknown parameter and a limit out of bounds are refused', async () => {
    const [{ next }] = (await pages('/v1/cases?limit=2')) as [List, ...List[]];
    expect((await amal.get(`/v1/inbox?after=${next!}`)).body).toMatchObject({
      status: 400,
      title: 'The cursor cannot be used',
    });
    expect((await amal.get('/v1/inbox?sort=due')).body).toMatchObject({ status: 400, errors: [{ pointer: '/sort' }] });
    expect((await amal.get('/v1/cases?limit=1000')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/limit' }],
    });
  });

  it('a role that oversees nobody has no team view', async () => {
    expect((await amal.get('/v1/inbox?view=team')).body).toMatchObject({ status: 403, remedy: 'Ask for ?view=mine.' });
    const team = await new ApiPerson(api, 'sup.badr').get<List>('/v1/inbox?view=team&limit=200');
    expect(team.body.items.map(({ caseId }) => caseId)).toEqual(expect.arrayContaining(cases.slice(0, 4)));
  });
});
