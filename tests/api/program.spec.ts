import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signInHeadless } from '@caseward/cli';
import { createClock } from '@caseward/config';
import { DEMO_PASSWORD } from '@caseward/contracts';
import { addClockSegment, createDataSource } from '@caseward/persistence';
import { loadKeyring } from '@caseward/security';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { ApiProgram } from './support/api-program.js';
import { seedDemo } from './support/seed-demo.js';

const SOON = { timeout: 20_000, interval: 50 };

describe('the API as a program, with the engine away', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const programs: ApiProgram[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await createDataSource({ url: database.url }).initialize();
    await seedDemo(dataSource);
  });
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.end()));
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  async function program(environment: Readonly<Record<string, string>> = {}): Promise<ApiProgram> {
    const started = await ApiProgram.start({ DATABASE_URL: database.apiUrl, ...environment });
    programs.push(started);
    await vi.waitFor(async () => expect((await started.answers('/livez'))?.status, started.output).toBe(200), SOON);
    return started;
  }

  async function signIn(started: ApiProgram): Promise<string> {
    const account = { login: 'cw.amal', password: DEMO_PASSWORD };
    return `Bearer ${(await signInHeadless(started.url, account)).token}`;
  }

  it('reads without the engine, and takes no command that it could lose', async () => {
    const started = await program();
    const ready = await started.answers('/readyz');
    expect([ready?.status, await ready?.json()]).toEqual([
      200,
      { status: 'degraded', checks: { record: 'up', migrations: 'done', engine: 'down' } },
    ]);
    const authorization = await signIn(started);
    expect((await fetch(`${started.url}/v1/inbox`, { headers: { authorization } })).status).toBe(200);
    const refused = await fetch(`${started.url}/v1/cases`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ source: 'school' }),
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await refused.json()).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  });

  it('hands out files at a port of its own, where there is nothing else', async () => {
    const started = await program({ CASEWARD_FILES_PORT: '0', LOG_LEVEL: 'info', CASEWARD_SCANNER: '/no/scanner -' });
    const [, address = ''] = /"address":"([^"]+)"[^\n]*files are fetched here/.exec(started.output) ?? [];
    expect([address.startsWith('http://'), address === started.url]).toEqual([true, false]);
    for (const path of ['/livez', `/${'x'.repeat(43)}`]) {
      const answer = await fetch(`${address}${path}`);
      expect([answer.status, answer.headers.get('content-security-policy')?.startsWith('sandbox')]).toEqual([
        404,
        true,
      ]);
    }
    started.signal('SIGTERM');
    expect(await started.exited).toBe(0);
  });

  it('ends in order at the first signal, with live streams told to end', async () => {
    const started = await program();
    const authorization = await signIn(started);
    const stream = await fetch(`${started.url}/v1/events`, { headers: { authorization } });
    const ended = stream.text();
    started.signal('SIGTERM');
    expect(await started.exited).toBe(0);
    await ended;
    expect(await started.answers('/livez')).toBeNull();
    expect(started.output).toContain('"msg":"api ended"');
  });

  it('ends at once at the second signal', async () => {
    const started = await program();
    // A connection in the middle of its request keeps an orderly end waiting.
    const socket = connect(Number(new URL(started.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /auth/sign-in/none HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
    );
    socket.on('error', () => undefined);
    await vi.waitFor(async () => expect((await started.answers('/livez'))?.status).toBe(200), SOON);
    started.signal('SIGINT');
    await vi.waitFor(async () => expect(await started.answers('/livez')).toBeNull(), SOON);
    started.signal('SIGINT');
    expect(await started.exited).toBe(1);
  });

  it('shows the simulation clock on every answer', async () => {
    const simulatedFrom = '2030-01-01T00:00:00.000Z';
    const started = await program({ CASEWARD_SIMULATION: 'true' });
    expect((await started.answers('/livez'))?.headers.get('caseward-simulated-time')).toBeNull();
    const realFromMs = createClock().realMs();
    await addClockSegment(dataSource, { realFromMs, simulatedFrom, speed: 86_400 });
    const shown = async () => (await started.answers('/nothing-here'))?.headers.get('caseward-simulated-time') ?? '';
    await vi.waitFor(async () => expect(await shown()).toMatch(/^2030-/), SOON);
    const simulation = await started.answers('/v1/simulation');
    expect(await simulation?.json()).toMatchObject({
      simulated: true,
      speed: 86_400,
      now: expect.stringMatching(/^2030-/),
    });
  });

  it('slows down one person, and one address before it knows who is there', async () => {
    const started = await program({
      CASEWARD_REQUESTS_PER_MINUTE_PERSON: '2',
      CASEWARD_REQUESTS_PER_MINUTE_ADDRESS: '50',
      CASEWARD_TRUSTED_PROXIES: '127.0.0.1',
    });
    const authorization = await signIn(started);
    const ask = (from: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${started.url}/v1/me`, { headers: { 'x-forwarded-for': from, ...headers } });
    const answers = [];
    // Addresses of documentation: the person is the same wherever the requests come from.
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) answers.push(await ask(from, { authorization }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[1]?.headers.get('ratelimit')).toMatch(/^"address";r=49;t=60, "person";r=0;t=\d+$/);
    expect(answers[1]?.headers.get('ratelimit-policy')).toBe('"address";q=50;w=60, "person";q=2;w=60');
    const [, , slowed] = answers;
    expect(slowed?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await slowed?.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS', instance: '/v1/me' });

    const strangers = await Promise.all(Array.from({ length: 51 }, () => ask('198.51.100.7')));
    expect(strangers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await ask('198.51.100.8')).status).toBe(401);
  });

  it('does not start in production on a database that may lose what it acknowledged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'caseward-keys-'));
    const path = join(folder, 'root-key.json');
    await loadKeyring({ path, environment: 'development' });
    const DATABASE_URL = `${database.apiUrl}?options=-c%20synchronous_commit%3Doff`;
    const keys = { CASEWARD_KEY_FILE: path, CASEWARD_SECOND_FACTOR: 'everybody' };
    const environment = { NODE_ENV: 'production', DATABASE_URL, ...keys };
    const careless = await ApiProgram.start(environment);
    programs.push(careless);
    expect(await careless.exited).toBe(1);
    expect(careless.output).toContain('synchronous_commit = off');
    expect(careless.output).not.toContain('    at ');
    await rm(folder, { recursive: true });
  });

  it('does not start on a configuration that cannot work, and says why in a sentence', async () => {
    const broken = await ApiProgram.start({ NODE_ENV: 'production', CASEWARD_SIMULATION: 'true', DATABASE_URL: '' });
    programs.push(broken);
    expect(await broken.exited).toBe(1);
    expect(broken.output).toContain('DATABASE_URL');
    expect(broken.output).not.toContain('    at ');
  });
});
