import { readFileSync, writeFileSync } from 'node:fs';
import { OpenApi, RouteTable } from '@caseward/api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';
import { root } from '../support/repository.js';

const FILE = `${root}/apps/api/openapi.json`;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly responses: Record<string, { content?: Record<string, { schema?: { $ref?: string } }> }>;
}
type Paths = Record<string, Record<string, Operation>>;

describe('the description of the API', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  const document = () =>
    api.app.get(OpenApi).document() as unknown as {
      paths: Paths;
      tags: { name: string }[];
      components: { schemas: Record<string, object> };
    };

  it('is the committed one: run with UPDATE=1 after a change that was meant', async () => {
    const style = (await resolveConfig(FILE)) ?? {};
    const text = await format(JSON.stringify(document()), { ...style, parser: 'json' });
    if (process.env['UPDATE'] === '1') writeFileSync(FILE, text);
    expect(text).toBe(readFileSync(FILE, 'utf8'));
  });

  it('has every route, in words, and each operation once', () => {
    const operations = Object.values(document().paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(api.app.get(RouteTable).routes().length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(operations.filter(({ summary }) => summary.length < 5)).toEqual([]);
    const tags = document().tags.map(({ name }) => name);
    expect(operations.filter((operation) => !tags.includes(operation.tags[0]!))).toEqual([]);
  });

  it('refers to nothing that is not in it', () => {
    const whole = document();
    const text = JSON.stringify(whole);
    const names = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!));
    expect([...names].filter((name) => whole.components.schemas[name] === undefined)).toEqual([]);
    expect(text).not.toContain('$defs');
  });

  it('tells the truth about what is answered', async () => {
    const caseId = await registeredCase(amal);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'caseward', ...document() });
    const check = async (template: string, url: string, person = amal) => {
      const answer = await person.get<unknown>(url);
      expect(answer.status, answer.text).toBe(200);
      const pointer = `/paths/${template.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: `caseward#${encodeURI(pointer)}` });
      expect(validate(answer.body), `${url}: ${JSON.stringify(validate.errors)}`).toBe(true);
    };
    await check('/v1/cases/{caseId}', `/v1/cases/${caseId}`);
    await check('/v1/cases/{caseId}/timeline', `/v1/cases/${caseId}/timeline`);
    await check('/v1/audit/cases/{caseId}', `/v1/audit/cases/${caseId}`, new ApiPerson(api, 'admin.sami'));
    for (const path of [
      '/v1/cases',
      '/v1/inbox',
      '/v1/shared-cases',
      '/v1/escalations',
      '/v1/me',
      '/v1/policy',
      '/v1/simulation',
      '/readyz',
      '/livez',
    ]) {
      await check(path, path);
    }
    await check('/v1/me', '/v1/me', new ApiPerson(api, 'de.kim'));
    for (const path of ['/v1/transfers', '/v1/caseloads', '/v1/refusal-tally']) {
      await check(path, path, new ApiPerson(api, 'sup.badr'));
    }
  });

  it('is a page that asks no other host', async () => {
    const page = await api.app.inject({ method: 'GET', url: '/docs' });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const sources = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
    expect(sources.length).toBeGreaterThan(2);
    for (const url of sources) {
      expect(url).toMatch(/^\/docs\//);
      const file = await api.app.inject({ method: 'GET', url });
      expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'public, max-age=3600']);
    }
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await api.app.inject({ method: 'GET', url: '/docs/..%2Fpackage.json' })).statusCode).toBe(404);
  });

  it('is a page on which only what this answer names runs', async () => {
    const seen = await Promise.all([1, 2].map(() => api.app.inject({ method: 'GET', url: '/docs' })));
    const nonces = seen.map(({ headers, payload }) => {
      const policy = String(headers['content-security-policy']);
      const [, nonce = ''] = /script-src 'nonce-([\w-]{20,})';/.exec(policy) ?? [];
      expect(policy).toContain(`default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}';`);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      const tags = payload.match(/<(script|link rel="stylesheet"|style)[^>]*>/g) ?? [];
      expect(tags.filter((tag) => !tag.includes(` nonce="${nonce}"`))).toEqual([]);
      expect(payload).not.toMatch(/<script[^>]*>[^<]|<style| style=| on\w+=/);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it('every other answer lets a browser run, load and frame nothing, and keep nothing', async () => {
    const urls = ['/v1/me', '/v1/inbox', '/docs/openapi.json', '/livez', '/v1/nothing', '/v1/cases/%E0%A4%A'];
    for (const url of urls) {
      const { headers } = await amal.get(url);
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
  });
});
