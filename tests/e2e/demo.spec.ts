import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { caseward, main, withFolder } from './support.js';

function stepsDone(journal: string): number {
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('"entry"').length - 1 : 0;
}

interface Verdict {
  readonly ok: boolean;
  readonly differences: readonly unknown[];
  readonly readModels: { readonly cases: number; readonly first: unknown };
}

it('the demo is killed half way, goes on where it was and ends right', async () => {
  await withFolder(async (folder) => {
    const env = { CASEWARD_DEMO_DIR: `${folder}/demo` };
    const journal = `${folder}/demo/journal.jsonl`;
    const first = spawn(process.execPath, [main, 'demo'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    const ended = new Promise((resolve) => first.on('close', resolve));
    while (stepsDone(journal) < 100 && first.exitCode === null) await sleep(200);
    first.kill('SIGKILL');
    await ended;
    const before = stepsDone(journal);

    const { code, stdout, stderr } = await caseward(['demo', '--json'], env);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Verdict & { caseName?: string });
    expect(code, stderr + stdout).toBe(0);
    expect(stderr).toContain(`going on after ${before} of`);
    expect(lines.filter(({ caseName }) => caseName !== undefined)).toHaveLength(12);
    expect(lines.at(-1)).toMatchObject({ ok: true, differences: [], readModels: { first: null } });
    // Beside the twelve: a file about how long its data are kept, for each closed case that the relay came to by then.
    expect(lines.at(-1)?.readModels?.cases).toBeGreaterThanOrEqual(12);
  });
});
