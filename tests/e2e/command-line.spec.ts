import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { isRunning } from '../embedded/scratch.js';
import { testDatabase } from '../support/postgres.js';
import { caseward, main, root, withFolder } from './support.js';

const scenario = readFileSync(`${root}/tests/acceptance/O-01.json`, 'utf8');
const oneLine = JSON.stringify(JSON.parse(scenario));

it('play: everything as expected ends with 0, data on stdout and talk on stderr', async () => {
  const { code, stdout, stderr } = await caseward(['play', 'tests/acceptance/O-01.json', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ id: 'O-01', ok: true, driver: 'domain', differences: [] });
  expect(stderr).toContain('1 played, 0 different');
});

it('play: a difference ends with 1 and says where, what was expected and what was found', async () => {
  const changed = scenario.replace('"due": "2026-06-08", "status": "open"', '"due": "2026-06-07", "status": "open"');
  const { code, stdout } = await caseward(['play', '-'], {}, changed);
  expect(code).toBe(1);
  expect(stdout).toMatch(/steps\[2\]\.expect\.obligations\[0\]\.due\s+expected {2}2026-06-07\s+found {5}2026-06-08/);
});

it.each([
  ['no JSON', '{', /not JSON/],
  ['an unknown person', oneLine.replace('"as":"CW-A"', '"as":"CW-Z"'), /#\/steps\/0\/as: nobody called "CW-Z"/],
  ['a payload that is none', oneLine.replace('"concerns":[', '"worries":['), /#\/steps\/1\/with.*concerns/s],
  ['steps out of order', oneLine.replace('2026-06-01 09:30', '2026-06-01 12:30'), /#\/steps\/1\/at: earlier/],
  ['an unknown policy value', oneLine.replace('"cast":', '"policy":{"plan.hihg":3},"cast":'), /plan\.high/],
])('play: a file with %s ends with 2 and points to the place', async (_, content, message) => {
  const { code, stderr } = await caseward(['play', '-'], {}, content);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

it('play: hundreds of scenarios line by line take seconds', async () => {
  const { code, stdout } = await caseward(['play', '-', '--json'], {}, `${oneLine}\n`.repeat(500));
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(500);
});

it('play: of files one after the other a broken one is named and the others are played', async () => {
  const { code, stdout } = await caseward(['play', '-', '--json'], {}, `${scenario}{"id": "broken"\n${scenario}`);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string; ok: boolean });
  expect(lines.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(new Set(lines.map(({ file }) => file)).size).toBe(3);
  expect(code).toBe(2);
});

it('play: the workflow driver plays from the command line too and leaves nothing behind', async () => {
  const { code, stdout } = await caseward(['play', '--driver', 'workflow', '--json', 'tests/acceptance/O-29.json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, driver: 'workflow' });
});

it('play: the same file on the whole system, as its users and on its clock', async () => {
  const args = ['play', '--driver', 'http', '--speed', '8h', '--json', 'tests/acceptance/O-29.json'];
  const { code, stdout, stderr } = await caseward(args);
  expect(code, stdout + stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, driver: 'http' });
});

it('migrate brings an empty database up to date, once', async () => {
  const database = await testDatabase({ empty: true });
  const env = { DATABASE_ADMIN_URL: database.superUrl, DATABASE_URL: database.url };
  const [first, second] = [await caseward(['migrate', '--json'], env), await caseward(['migrate', '--json'], env)];
  await database.drop();
  expect(first.code, first.stderr).toBe(0);
  expect((JSON.parse(first.stdout) as { migrations: string[] }).migrations.length).toBeGreaterThan(5);
  expect(JSON.parse(second.stdout)).toEqual({ migrations: [] });
});

it.each([[['play']], [['play', '--driver', 'dream', 'x']], [['replay']], [['fly']]])(
  '%j is wrong use: 2',
  async (args) => {
    expect((await caseward(args, { CASEWARD_DATA_DIR: '/tmp/caseward-nothing-here' })).code).toBe(2);
  },
);

it('doctor finds this machine in order', async () => {
  const { code, stdout } = await caseward(['doctor', '--json']);
  expect(code, stdout).toBe(0);
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { is: string }).is),
  ).not.toContain('bad');
});

/** Lines of stdout until one fits. */
async function lineOf(child: ChildProcess, fits: (line: string) => boolean): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) if (fits(line)) return line;
  throw new Error('it ended without that line');
}

it('up ends with the block `ready`, answers, and leaves nothing running after Ctrl-C', async () => {
  await withFolder(async (folder) => {
    const env = { ...process.env, CASEWARD_DATA_DIR: `${folder}/data`, NO_COLOR: '1' };
    const child = spawn(process.execPath, [main, 'up', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const ready = JSON.parse(await lineOf(child, (line) => line.startsWith('{"ready"'))) as Record<string, string>;
    expect(await (await fetch(`${ready['api']}/readyz`)).json()).toMatchObject({ status: 'ready' });
    expect((await fetch(ready['docs']!)).status).toBe(200);
    const signedIn = await caseward(['token', '--login', 'sup.badr'], { CASEWARD_DATA_DIR: `${folder}/data` });
    const headers = { authorization: `Bearer ${signedIn.stdout.trim()}` };
    expect(await (await fetch(`${ready['api']}/v1/me`, { headers })).json()).toMatchObject({ role: 'SUP' });
    const wrong = { CASEWARD_DATA_DIR: `${folder}/data`, CASEWARD_PASSWORD: 'wrong' };
    expect(await caseward(['token', '--login', 'sup.badr'], wrong)).toMatchObject({ code: 1, stdout: '' });

    const doctor = await caseward(['doctor', '--json'], { CASEWARD_DATA_DIR: `${folder}/data` });
    expect(doctor.stdout).toContain('"is":"well","what":"ready at');
    const second = await caseward(['up'], { CASEWARD_DATA_DIR: `${folder}/data` });
    expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/in use[\s\S]*Fix:/) as string });

    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(isRunning(child.pid!)).toBe(false);
    await expect(fetch(`${ready['api']}/readyz`)).rejects.toThrow();
  });
});
