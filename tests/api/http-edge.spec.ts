import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { OpenApi } from '@caseward/api';
import { beforeAll, describe, expect, it } from 'vitest';
import { registeredCase } from './support/casework.js';
import { ApiPerson } from './support/person.js';
import { recordSize } from './support/record.js';
import { runningApi } from './support/running-api.js';

const EVIL = 'https://evil.test';

describe('the edge of the API', () => {
  const api = runningApi();
  const amal = new ApiPerson(api, 'cw.amal');
  let token = '';
  let caseId = '';

  beforeAll(async () => {
    await api.listen();
    token = await amal.token();
    caseId = await registeredCase(amal);
  });

  /** What a connection answers to bytes as they are, until it closes. */
  async function raw(...lines: readonly string[]): Promise<string> {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
    // Whatever is reset has been refused.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(lines.join('\r\n'));
    await once(socket, 'close');
    return heard;
  }
  const statuses = (heard: string): number[] =>
    [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

  it('lets no other origin read or embed anything, and asks browsers for TLS, whatever the answer', async () => {
    const urls = ['/v1/me', '/v1/nothing', '/livez', '/docs', '/docs/openapi.json', `/v1/cases/${caseId}`];
    const headers = { authorization: `Bearer ${token}`, origin: EVIL };
    for (const method of ['GET', 'OPTIONS', 'DELETE'] as const) {
      for (const url of urls) {
        const preflight = method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {};
        const answer = await api.app.inject({ method, url, headers: { ...headers, ...preflight } });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(answer.headers).toMatchObject({
          'strict-transport-security': 'max-age=31536000; includeSubDomains',
          'cross-origin-resource-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        });
      }
    }
  });

  it('says of each body what it is, and in which letters', async () => {
    for (const url of ['/v1/me', '/v1/nothing', '/livez', '/docs', '/docs/openapi.json', '/v1/forms']) {
      const { headers, text } = await amal.get(url);
      const type = String(headers['content-type']);
      expect(type).toMatch(/^(?:application\/(?:problem\+)?json|text\/html); charset=utf-8$/);
      if (type.includes('json')) expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
  });

  it('speaks no method that would give back what was sent', async () => {
    const probe = 'X-Probe: CANARY-header';
    for (const method of ['TRACE', 'CONNECT', 'DEBUG', 'PROPFIND']) {
      const heard = await raw(`${method} /v1/me HTTP/1.1`, 'Host: x', probe, 'Connection: close', '', '');
      expect(
        statuses(heard).every((status) => status >= 400 && status < 500),
        `${method}: ${heard}`,
      ).toBe(true);
      expect(heard).not.toContain('CANARY-header');
    }
  });

  it('takes no request whose end could be read in two ways', async () => {
    const smuggled = `GET /livez HTTP/1.1\r\nHost: x\r\n\r\n`;
    const post = ['POST /v1/sessions HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
    const attempts: Readonly<Record<string, readonly string[]>> = {
      'a length and chunks': [...post, 'Content-Length: 4', 'Transfer-Encoding: chunked', '', `0\r\n\r\n${smuggled}`],
      'two lengths': [...post, 'Content-Length: 2', 'Content-Length: 40', '', `{}${smuggled}`],
      'a length in words': [...post, 'Content-Length: two', '', `{}${smuggled}`],
      'a sign before the length': [...post, 'Content-Length: +2', '', `{}${smuggled}`],
      'chunks that are not quite': [...post, 'Transfer-Encoding: xchunked', '', `0\r\n\r\n${smuggled}`],
      'a header over two lines': ['GET /v1/me HTTP/1.1', 'Host: x', 'X-One: a', ' b', '', smuggled],
      'a blank before the colon': ['GET /v1/me HTTP/1.1', 'Host : x', '', smuggled],
      'a zero in a header': ['GET /v1/me HTTP/1.1', 'Host: x\0y', '', smuggled],
    };
    const last = ['GET /livez HTTP/1.1', 'Host: x', 'Connection: close', '', ''];
    expect(statuses(await raw('GET /livez HTTP/1.1', 'Host: x', '', ...last))).toEqual([200, 200]);
    for (const [what, lines] of Object.entries(attempts)) {
      const heard = statuses(await raw(...lines));
      expect([what, heard.every((status) => status === 400), heard.length < 2]).toEqual([what, true, true]);
    }
  });

  it('takes a parameter once, by its name, and only where it belongs', async () => {
    for (const url of ['/v1/cases?limit=1&limit=200', '/v1/cases?limit[]=1', '/v1/cases?limit=1&other=2']) {
      expect((await amal.get(url)).status, url).toBe(400);
    }
    const body = await amal.post(`/v1/cases/${caseId}/assessments?occurredAt=2026-01-01T00:00:00Z`, { limit: 1 });
    expect(body.status).toBe(400);
  });

  it('reads statements in addresses and parameters as nothing but text', async () => {
    const before = await recordSize(api);
    const words = [`' OR true --`, `1; DROP TABLE caseward.case_event`, `$1`, '%00', `") OR 1=1`, `${caseId}'`];
    for (const word of words) {
      const text = word === '%00' ? word : encodeURIComponent(word);
      for (const url of [
        `/v1/cases/${text}`,
        `/v1/cases?stage=${text}`,
        `/v1/cases?after=${text}`,
        `/v1/forms/${text}`,
      ]) {
        const { status } = await amal.get(url);
        expect([url, [400, 404].includes(status)]).toEqual([url, true]);
      }
    }
    expect(await recordSize(api)).toEqual(before);
  });

  it('finds nothing under a name with U+0000, which no text of the record can hold, at any address', async () => {
    const described = api.app.get(OpenApi).document()['paths'] as Record<string, Record<string, unknown>>;
    const addresses = Object.keys(described).filter((path) => path.startsWith('/v1/') && path.includes('{'));
    const reads = addresses.filter((path) => 'get' in (described[path] ?? {}));
    expect(reads.length).toBeGreaterThan(25);
    for (const login of ['admin.sami', 'coord.rana', 'sup.badr', 'cw.amal']) {
      const person = new ApiPerson(api, login).steppedUp();
      for (const path of reads) {
        const { status } = await person.get(path.replaceAll(/\{\w+\}/g, '%00'));
        expect([path, [400, 403, 404].includes(status)]).toEqual([path, true]);
      }
    }
  });

  it('lets a prototype in no body, however deep', async () => {
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      'idempotency-key': randomUUID(),
    };
    for (const payload of [
      '{"__proto__":{"isAdmin":true}}',
      '{"form":{"a":{"__proto__":{"isAdmin":true}}}}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
    ]) {
      const url = `/v1/cases/${caseId}/notes`;
      expect((await api.app.inject({ method: 'POST', url, headers, payload })).statusCode, payload).toBe(400);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('changes nothing by a method that only reads, whatever a header says', async () => {
    const before = await recordSize(api);
    for (const url of [`/v1/cases/${caseId}/assessments`, `/v1/cases/${caseId}/closure`]) {
      const headers = {
        'x-http-method-override': 'POST',
        'x-method-override': 'POST',
        'idempotency-key': randomUUID(),
      };
      expect([404, 405]).toContain((await amal.get(`${url}?_method=POST`, headers)).status);
    }
    expect(await recordSize(api)).toEqual(before);
  });

  it('believes no header of a proxy that nobody named, and writes one line of JSON for each request', async () => {
    const forged = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https', 'x-real-ip': '10.9.9.9' };
    const page = await amal.get('/v1/forms', { ...forged, host: 'evil.test', 'x-request-id': 'a\tb' });
    expect(JSON.stringify([page.headers, page.text])).not.toContain('evil.test');
    await amal.get(`/v1/cases/${encodeURIComponent('x\n{"level":60,"msg":"forged"}')}`);
    for (const line of api.logged) expect((JSON.parse(line) as { msg: string }).msg).not.toBe('forged');
    expect(api.logged.join('')).not.toMatch(/forged|10\.9\.9\.9/);
  });
});
