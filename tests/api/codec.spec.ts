import { randomUUID } from 'node:crypto';
import type { CodecPayloads } from '@caseward/contracts';
import { payloadLabel } from '@caseward/security';
import { describe, expect, it } from 'vitest';
import { testCodec, testKeys } from '../support/test-codec.js';
import { registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { runningApi } from './support/running-api.js';

type Payload = CodecPayloads['payloads'][number];

const PAGES = 'https://engine.test';

describe('what the pages of the engine show', () => {
  const api = runningApi({ enginePagesOrigin: PAGES });
  const [amal, sami] = [new ApiPerson(api, 'cw.amal'), new ApiPerson(api, 'admin.sami')];
  const decode = (person: ApiPerson, payloads: readonly Payload[]) =>
    person.post<CodecPayloads>('/v1/codec/decode', { payloads });
  const textOf = ({ data = '' }: Payload): string => Buffer.from(data, 'base64').toString();

  /** The payloads of the first event of a case, as the engine hands them to its pages. */
  async function firstPayloads(caseId: string): Promise<Payload[]> {
    const { events } = await api.engine.client.workflow.getHandle(caseId).fetchHistory();
    const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    return payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(
        Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')] as const),
      ),
      data: Buffer.from(data ?? []).toString('base64'),
    }));
  }

  it('is opened for an administrator with a second factor, and stands in the trail of each case [IM-6]', async () => {
    const caseId = await registeredCase(amal);
    const sealed = await firstPayloads(caseId);
    expect(sealed.map(textOf).join()).not.toContain(caseId);
    expect((await decode(sami, sealed)).status).toBe(403);
    expect((await decode(amal.steppedUp(), sealed)).status).toBe(403);
    const shown = await decode(sami.steppedUp(), sealed);
    expect(shown.status, shown.text).toBe(200);
    expect(JSON.parse(textOf(shown.body.payloads[0]!))).toMatchObject({ caseId });
    const [entry] = await api.dataSource.query<{ case_ids: string[]; person_id: string }[]>(
      `SELECT case_ids, person_id FROM caseward.access_log WHERE what = 'codec.decoded'`,
    );
    expect(entry).toEqual({ case_ids: [caseId], person_id: 'demo-admin-sami' });
  });

  it('comes back as it was where the case was erased, or another case is named [IM-7]', async () => {
    const [caseId, other] = [randomUUID(), randomUUID()];
    const context = { type: 'workflow', namespace: 'default', workflowId: caseId } as const;
    const [payload] = await testCodec().encode([{ metadata: {}, data: Buffer.from('invented') }], context);
    const base64 = (value: Uint8Array | null | undefined) => Buffer.from(value ?? []).toString('base64');
    const metadata = Object.fromEntries(
      Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)] as const),
    );
    const sealed = { metadata, data: base64(payload?.data) };
    const renamed = { ...sealed, metadata: { ...metadata, 'encryption-case': base64(Buffer.from(other)) } };
    const person = sami.steppedUp();
    const before = (await decode(person, [sealed, renamed])).body.payloads;
    expect([before.map(textOf)[0], before[1]]).toEqual(['invented', renamed]);
    await testKeys().secrets.destroy([payloadLabel(caseId)]);
    expect((await decode(person, [sealed])).body.payloads).toEqual([sealed]);
  });

  /** As version 2.50 of the pages asks, from a browser. */
  const address = '/v1/codec/decode?preserveStorageRefs=true';
  const corsOf = (headers: object) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control')));
  const preflight = (origin: string, url = address, method = 'POST') =>
    api.app.inject({
      ...{ method: 'OPTIONS', url },
      headers: {
        ...{ origin, 'access-control-request-method': method },
        'access-control-request-headers': 'authorization,content-type,x-namespace',
      },
    });

  it('may be asked for from the origin of the pages, with a token', async () => {
    const asked = await preflight(PAGES);
    expect([asked.statusCode, asked.body]).toEqual([204, '']);
    expect({ ...corsOf(asked.headers), vary: asked.headers.vary }).toEqual({
      ...{ 'access-control-allow-origin': PAGES, 'access-control-allow-methods': 'POST', vary: 'origin' },
      'access-control-allow-headers': 'authorization, authorization-extras, content-type, x-namespace',
      'access-control-max-age': '600',
    });
    const payloads = await firstPayloads(await registeredCase(amal));
    const headers = { origin: PAGES, 'x-namespace': 'default' };
    const shown = await sami.steppedUp().post<CodecPayloads>(address, { payloads }, { headers });
    expect([shown.status, corsOf(shown.headers)]).toEqual([200, { 'access-control-allow-origin': PAGES }]);
    // The pages can say what is wrong.
    const nobody = await api.app.inject({ method: 'POST', url: address, headers, payload: { payloads } });
    expect([nobody.statusCode, corsOf(nobody.headers)]).toEqual([401, { 'access-control-allow-origin': PAGES }]);
  });

  it('is for no other origin, and nothing else is for that one', async () => {
    const others = [
      `${PAGES}.evil.test`,
      'https://engine.test:8080',
      'http://engine.test',
      'null',
      PAGES.toUpperCase(),
    ];
    const answers = [
      ...(await Promise.all(others.map((origin) => preflight(origin)))),
      ...(await Promise.all(
        ['/v1/me', '/v1/codec', '/v1/codec/decode/', '/v1/codec/decode/me'].map((url) => preflight(PAGES, url)),
      )),
    ];
    expect(answers.map(({ statusCode, headers }) => [statusCode >= 400, corsOf(headers)])).toEqual(
      answers.map(() => [true, {}]),
    );
    const other = await preflight(PAGES, address, 'DELETE');
    expect([other.statusCode >= 400, other.headers['access-control-allow-methods']]).toEqual([true, undefined]);
  });
});
