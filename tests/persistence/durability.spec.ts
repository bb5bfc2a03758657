import { durabilityFaults, faceFaults, NotDurableError, openDataSource } from '@caseward/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

describe('a server that could lose what it acknowledged', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase({ empty: true });
  });
  afterAll(async () => {
    await database.drop();
  });

  async function faults(options?: string): Promise<string[]> {
    const url = new URL(database.superUrl);
    if (options !== undefined) url.searchParams.set('options', options);
    const source = await openDataSource({ url: url.href, poolSize: 1 });
    try {
      return (await durabilityFaults(source)).map(({ what, fix }) => `${what}; ${fix}`);
    } finally {
      await source.destroy();
    }
  }

  /** The shared server is a durable one: this database answers as one would on which these are off. */
  async function pretendOff(...names: string[]): Promise<void> {
    const source = await openDataSource({ url: database.superUrl, poolSize: 1 });
    try {
      await source.query('CREATE SCHEMA IF NOT EXISTS planted');
      await source.query(`CREATE OR REPLACE FUNCTION planted.current_setting(name text) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE WHEN name IN ('${names.join("','")}') THEN 'off' ELSE pg_catalog.current_setting(name) END $$`);
    } finally {
      await source.destroy();
    }
  }

  it('is not the one of the tests', async () => {
    expect(await faults()).toEqual([]);
  });

  it('is seen by what this very connection was given', async () => {
    const [fault = '', ...more] = await faults('-c synchronous_commit=off');
    expect([more, fault]).toEqual([[], expect.stringMatching(/synchronous_commit = off; .*ALTER ROLE/)]);
    expect(await faults('-c synchronous_commit=local')).toEqual([]);
  });

  it('is named setting by setting, each with its fix', async () => {
    await pretendOff('fsync', 'full_page_writes', 'enable_seqscan');
    expect(await faults('-c search_path=planted,pg_catalog')).toEqual([
      'PostgreSQL runs with fsync = off; ALTER SYSTEM SET fsync = on, then SELECT pg_reload_conf()',
      'PostgreSQL runs with full_page_writes = off; ALTER SYSTEM SET full_page_writes = on, then SELECT pg_reload_conf()',
    ]);
  });

  it('is refused in production and complained of elsewhere', () => {
    const said: string[] = [];
    const warn = (words: string): void => void said.push(words);
    const off = [{ what: 'PostgreSQL runs with fsync = off', fix: 'mend it' }];
    expect(() => faceFaults(off, { isProduction: true, warn })).toThrow(NotDurableError);
    faceFaults([], { isProduction: true, warn });
    faceFaults(off, { isProduction: false, warn });
    expect(said).toEqual(['PostgreSQL runs with fsync = off: an acknowledged write could be lost. mend it.']);
  });
});
