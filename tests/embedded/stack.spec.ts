import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseUrls, type Stack, createStack, findRunningStack } from '@caseward/embedded';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning, openFolder, programFile, removeFolder } from './scratch.js';

describe('a stack', () => {
  const folder = openFolder();
  const dataDir = join(folder, 'data');
  const diary = join(folder, 'diary');
  const migrated: DatabaseUrls[] = [];
  let stack: Stack;

  const make = (more: { workerEntry?: string } = {}) =>
    createStack({
      dataDir,
      apiEntry: programFile('answering.mjs'),
      workerEntry: programFile('answering.mjs'),
      headless: true,
      env: { DIARY: diary, CASEWARD_KEY_FILE: '/some/key' },
      migrate: async (urls) => void migrated.push(urls),
      ...more,
    });
  const envOf = async (url: string) => (await (await fetch(`${url}/env`)).json()) as Record<string, string>;

  beforeAll(async () => {
    stack = make();
    await stack.startAll();
  });
  afterAll(async () => {
    await stack.stopAll();
    removeFolder(folder);
  });

  it('migrates the database before anything uses it', () => {
    expect(migrated).toHaveLength(1);
    expect(migrated[0]?.databaseUrl).toContain(`caseward_app:${migrated[0]?.appPassword}@`);
    expect(migrated[0]?.databaseApiUrl).toContain(`caseward_api:${migrated[0]?.apiPassword}@`);
    expect(migrated[0]?.apiPassword).not.toBe(migrated[0]?.appPassword);
    expect(migrated[0]?.namesPassword).not.toBe(migrated[0]?.apiPassword);
    expect(migrated[0]?.databaseAdminUrl).toContain('postgres:');
  });

  it('tells its programs where everything is, and not the password of the superuser', async () => {
    const env = await envOf(stack.api.url);
    expect(env).toMatchObject({
      DATABASE_URL: stack.postgres.apiUrl,
      DATABASE_NAMES_URL: stack.postgres.namesUrl,
      TEMPORAL_ADDRESS: stack.temporal.address,
      TEMPORAL_NAMESPACE: 'default',
      PORT: new URL(stack.api.url).port,
      CASEWARD_DATA_DIR: dataDir,
      CASEWARD_KEY_FILE: '/some/key',
    });
    expect(await envOf(stack.worker.url)).toMatchObject({
      CASEWARD_WORKER_HEALTH_PORT: new URL(stack.worker.url).port,
      DATABASE_URL: stack.postgres.url,
    });
    expect(Object.keys(await envOf(stack.worker.url))).not.toContain('DATABASE_NAMES_URL');
    expect(JSON.stringify(env)).not.toContain(new URL(stack.postgres.superUrl).password);
    expect(Object.keys(env).filter((name) => name.startsWith('VITEST'))).toEqual([]);
  });

  it('can be found by another program while it runs', () => {
    expect(findRunningStack(dataDir)).toMatchObject({ pid: process.pid, apiUrl: stack.api.url });
    expect(statSync(join(dataDir, 'running.json')).mode & 0o777).toBe(0o600);
    expect(findRunningStack(join(folder, 'elsewhere'))).toBeUndefined();
  });

  it('refuses a second stack on its folder', async () => {
    const second = make();
    await expect(second.startAll()).rejects.toMatchObject({ code: 'folder-in-use' });
    await second.stopAll();
    expect(findRunningStack(dataDir)).toBeDefined();
  });

  it('loses one part to kill -9 and gets it back at the same address', async () => {
    const { url } = stack.api;
    await stack.api.kill();
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
    await stack.api.start();
    expect(stack.api.url).toBe(url);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('lets its programs drain, and leaves nothing running', async () => {
    const pids = [stack.postgres, stack.temporal, stack.worker, stack.api].map(({ pid }) => pid ?? 0);
    expect(pids.every(isRunning)).toBe(true);
    await stack.stopAll();
    expect(pids.some(isRunning)).toBe(false);
    expect(readFileSync(diary, 'utf8').match(/drained/g)).toHaveLength(2);
    expect(findRunningStack(dataDir)).toBeUndefined();
  });

  it('stops what had started when one part does not start', async () => {
    const broken = make({ workerEntry: programFile('nowhere.mjs') });
    await expect(broken.startAll()).rejects.toThrow(/worker ended before it was ready/);
    expect([broken.postgres, broken.temporal, broken.worker, broken.api].map(({ pid }) => pid)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('can be stopped while it starts', async () => {
    const hasty = make();
    const start = hasty.startAll();
    await expect.poll(() => hasty.temporal.pid).toBeDefined();
    await Promise.all([expect(start).rejects.toMatchObject({ code: 'stopped' }), hasty.stopAll()]);
    expect([hasty.postgres, hasty.temporal, hasty.worker, hasty.api].some(({ pid }) => pid !== undefined)).toBe(false);
  });
});
