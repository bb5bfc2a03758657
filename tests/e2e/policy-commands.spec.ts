import { writeFileSync } from 'node:fs';
import { openDataSource } from '@caseward/persistence';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemo } from '../api/support/seed-demo.js';
import { aCase } from '../persistence/a-case.js';
import { testDatabase, type TestDatabase } from '../support/postgres.js';
import { caseward, root, temporaryFolder } from './support.js';

const examples = `${root}/libs/contracts/policies`;
const folder = temporaryFolder();
let path: string;

beforeAll(async () => {
  path = await folder.make();
});
afterAll(() => folder.remove());

function written(name: string, text: string): string {
  writeFileSync(`${path}/${name}`, text);
  return `${path}/${name}`;
}

const HEAD = 'title: Invented\nzone: Asia/Amman\neffectiveFrom: 2026-01-01\n';
const AGREED = 'approvedBy: [{ agency: a-1, by: COORD, on: 2025-12-01 }]\n';
const READY = 'retention.years: 10, retention.extended_years: 30, forms.minimum_data: required';

describe('caseward policy on documents [SPEC-6]', () => {
  it('lint: every document that comes with the program is accepted', async () => {
    const names = ['default', 'cambodia', 'nigeria', 'somalia', 'south-sudan', 'unrwa'];
    const { code, stdout } = await caseward([
      'policy',
      'lint',
      '--json',
      ...names.map((name) => `${examples}/${name}.yaml`),
    ]);
    expect(code).toBe(0);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { accepted: boolean; mayGoLive: boolean });
    expect(found.map(({ accepted }) => accepted)).toEqual(names.map(() => true));
    expect(found.map(({ mayGoLive }) => mayGoLive)).toEqual(names.map((name) => name !== 'default'));
  });

  it('lint: ends with 1 for what the SOP does not allow, and with 2 where a key cannot be read, with its line', async () => {
    const loose = written('loose.yaml', `version: a\n${HEAD}values: { plan.medium: 14, plan.low: 10 }\n`);
    const refused = await caseward(['policy', 'lint', loose]);
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/MEDIUM is looser than LOW.*\(A76\)/)]);
    const broken = written('broken.yaml', `version: a\n${HEAD}values:\n  plan.lwo: 10\n`);
    const unreadable = await caseward(['policy', 'lint', broken]);
    expect([unreadable.code, unreadable.stderr]).toEqual([
      2,
      expect.stringMatching(/broken\.yaml:6 \/values\/plan\.lwo: .*"plan\.low"/),
    ]);
    expect((await caseward(['policy', 'lint', `${path}/gone.yaml`])).code).toBe(2);
  });

  it('diff: old and new value of each key, whether it is stricter, and the clause', async () => {
    const { code, stdout } = await caseward(['policy', 'diff', 'default', `${examples}/nigeria.yaml`, '--json']);
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string });
    expect(lines.find(({ key }) => key === 'review.low')).toMatchObject({ from: 3, to: 1, direction: 'stricter' });
    expect(lines.every((line) => 'clause' in line)).toBe(true);
  });
});

describe('caseward policy preview on a story', () => {
  it('shows the dates of the cases as the last step leaves them, without any deployment [SPEC-6, A31]', async () => {
    const story = `${root}/tests/acceptance/policy-south-sudan.json`;
    const args = ['policy', 'preview', `${examples}/nigeria.yaml`, '--scenario', story, '--json'];
    const { code, stdout, stderr } = await caseward(args);
    expect(code, stderr).toBe(0);
    const { moves } = JSON.parse(stdout) as { moves: { kind: string; direction: string }[] };
    expect(moves.map(({ kind, direction }) => `${kind} ${direction}`).sort()).toEqual([
      'follow_up earlier',
      'review earlier',
    ]);
  });
});

describe('caseward policy on a deployment', () => {
  let database: TestDatabase;
  let record: DataSource;
  let env: Record<string, string>;
  let caseId: string;

  beforeAll(async () => {
    database = await testDatabase();
    record = await openDataSource({ url: database.url });
    await seedDemo(record);
    ({ caseId } = await aCase(record));
    env = { DATABASE_URL: database.url, CASEWARD_KEY_FILE: `${path}/no.key`, CASEWARD_DATA_DIR: `${path}/nothing` };
  });
  afterAll(async () => {
    await record.destroy();
    await database.drop();
  });

  it('preview: how many open cases, which of their dates, and which way [SPEC-6, A31]', async () => {
    const sop = written('preview.yaml', `version: sop-p\n${HEAD}values: { assessment.medium: 2 }\n`);
    const { code, stdout, stderr } = await caseward(['policy', 'preview', sop, '--json'], env);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 'sop-p',
      openCases: 1,
      casesThatMove: 1,
      moves: [{ caseId, kind: 'assessment', direction: 'earlier', policyKey: 'assessment.medium' }],
    });
    expect(stderr).toContain('1 of 1 open cases, 1 dates earlier, 0 later');
  });

  it('publish: only what is agreed and ready, by an administrator, and once for ever [SPEC-2, SPEC-6, IM-7]', async () => {
    const publish = (file: string, ...more: string[]) =>
      caseward(['policy', 'publish', file, '--as', 'admin.sami', '--json', ...more], env);
    const unready = await publish(written('unready.yaml', `version: sop-c\n${HEAD}${AGREED}`));
    expect([unready.code, unready.stderr]).toEqual([1, expect.stringMatching(/retention\.years is unset/)]);
    const alone = written(
      'alone.yaml',
      `version: sop-c\n${HEAD}approvedBy: [{ agency: a-1, by: SOPF, on: 2025-12-01 }]\nvalues: { ${READY} }\n`,
    );
    expect(await publish(alone)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/coordination group has not agreed/),
    });
    const sop = written('sop.yaml', `version: sop-c\n${HEAD}${AGREED}values: { ${READY} }\n`);
    expect(await caseward(['policy', 'publish', sop, '--as', 'sup.badr'], env)).toMatchObject({ code: 2 });
    const { code, stdout, stderr } = await publish(sop, '--effective-from', '2099-07-01');
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 'sop-c',
      effectiveFrom: '2099-07-01',
      approvedBy: [{ by: 'COORD' }],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const changed = await publish(
      written('sop.yaml', `version: sop-c\n${HEAD}${AGREED}values: { ${READY}, plan.low: 10 }\n`),
    );
    expect([changed.code, changed.stderr]).toEqual([1, expect.stringMatching(/published before/)]);
    const diff = await caseward(['policy', 'diff', 'sop-test-1', 'sop-c', '--json'], env);
    expect(diff.stdout.split('\n').length).toBeGreaterThan(2);
  });
});
