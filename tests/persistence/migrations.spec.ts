import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrate, openDataSource, pendingMigrations, undoMigrations } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let superuser: DataSource;
const settings = () => ({ adminUrl: database.superUrl, appPassword: database.appPassword });

beforeAll(async () => {
  database = await testDatabase({ empty: true });
  superuser = await openDataSource({ url: database.superUrl });
});
afterAll(async () => {
  await superuser.destroy();
  await database.drop();
});

/** Everything that a migration can make, without the numbers that PostgreSQL gives it. */
async function catalogue(): Promise<string[]> {
  const schemas = `nspname IN ('caseward', 'names')`;
  const found = await superuser.query<{ line: string }[]>(`
    SELECT format('column %s.%s %s %s null=%s default=%s comment=%s', n.nspname, c.relname, a.attname,
        format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE ${schemas} AND a.attnum > 0 AND c.relkind IN ('r', 'v', 'S') AND NOT a.attisdropped
    UNION ALL SELECT format('relation %s.%s %s acl=%s comment=%s', n.nspname, c.relname, c.relkind, c.relacl, obj_description(c.oid))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${schemas}
    UNION ALL SELECT format('index %s', pg_get_indexdef(i.indexrelid))
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${schemas}
    UNION ALL SELECT format('constraint %s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${schemas}
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(t.oid))
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${schemas} AND NOT t.tgisinternal
    UNION ALL SELECT format('function %s comment=%s', pg_get_functiondef(p.oid), obj_description(p.oid))
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${schemas}
    UNION ALL SELECT format('schema %s acl=%s comment=%s', n.nspname, n.nspacl, obj_description(n.oid))
      FROM pg_namespace n WHERE ${schemas}
    ORDER BY line`);
  return found.map(({ line }) => line);
}

describe('migrations', () => {
  it('run once, whoever starts them and how often', async () => {
    const names = superuser.migrations.map(({ name }) => name);
    expect(await pendingMigrations(superuser)).toEqual(names);
    const runs = await Promise.all([migrate(settings()), migrate(settings()), migrate(settings())]);
    expect(runs.flat()).toEqual(names);
    expect(await pendingMigrations(superuser)).toEqual([]);
    expect(await migrate(settings())).toEqual([]);
  });

  it('leave nothing behind when undone, and the same catalogue when run again', async () => {
    await migrate(settings());
    const first = await catalogue();
    expect(first.length).toBeGreaterThan(200);
    await undoMigrations(database.superUrl);
    expect((await catalogue()).filter((line) => !/\bmigration|^relation caseward.PK_|^schema/.test(line))).toEqual([]);
    expect(await pendingMigrations(superuser)).toHaveLength(superuser.migrations.length);
    await migrate(settings());
    expect(await catalogue()).toEqual(first);
  });

  it('say what every table and column means', async () => {
    await migrate(settings());
    const silent = (await catalogue()).filter(
      (line) => /^(column|relation \S+ [rv])\b/.test(line) && /comment=$/.test(line),
    );
    expect(silent.filter((line) => !/_seq /.test(line))).toEqual([]);
  });

  it('are listed as they are named', async () => {
    const folder = fileURLToPath(new URL('../../libs/persistence/src/migrations', import.meta.url));
    const files = (await readdir(folder)).filter((name) => /^\d/.test(name)).sort();
    const kebab = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
    const expected = superuser.migrations.map(({ name = '' }) => `${name.slice(-13)}-${kebab(name.slice(0, -13))}.ts`);
    expect(files).toEqual(expected);
  });

  it('refuse a database in another encoding', async () => {
    const name = `${database.name}_latin`;
    await superuser.query(
      `CREATE DATABASE ${name} TEMPLATE template0 ENCODING LATIN1 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`,
    );
    const adminUrl = database.superUrl.replace(database.name, name);
    await expect(migrate({ ...settings(), adminUrl })).rejects.toThrow('UTF8');
    await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});
