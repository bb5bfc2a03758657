import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileAtOnce } from '../steps/build.mjs';
import { runOnTerminal } from '../support/processes.mjs';
import { alone, beginEngines, ensurePackages, runCommand } from '../support/prepare.mjs';
import { beginStep, say, seconds, tick } from '../support/reporter.mjs';
import { binary, root, setupFolder, toolEnv } from '../support/workspace.mjs';

const checks = [
  { name: 'format', title: 'formatting', args: [binary('prettier'), '--check', '--log-level', 'warn', '.'] },
  // One process for all: each one that knows the types reads the whole program again.
  { name: 'lint', title: 'lint', args: [binary('eslint'), '--max-warnings', '0', '.'] },
  { name: 'build', title: 'compiling', args: [binary('nx'), 'run-many', '-t', 'build'] },
];

async function phase({ name, title, args }, env) {
  say(`\n== ${name}: ${title}`);
  const began = Date.now();
  // On a terminal the test runner draws its own progress, which other lines would break.
  const quiet = name === 'tests' && process.stdout.isTTY ? () => undefined : tick(name);
  const code = await runOnTerminal(process.execPath, args, { cwd: root, env });
  quiet();
  const took = seconds(Date.now() - began);
  say(`== ${name}: ${code === 0 ? 'passed' : `FAILED (exit code ${code})`} in ${took}`);
  return { name, code, took };
}

function summary(results) {
  say('');
  for (const { name, code, took } of results) {
    say(
      `${code === 0 ? '✓' : '✗'} ${name.padEnd(9)} ${(code === 0 ? 'passed' : code === undefined ? 'not run' : 'FAILED').padEnd(8)} ${took}`,
    );
  }
}

await runCommand(async () => {
  const packages = ensurePackages();
  // Obtained beside everything else, and needed only when the tests begin.
  const engines = beginEngines(['server', 'testServer'], { installed: packages, quiet: false });
  await packages;
  const results = [];
  await alone(async (lock) => {
    const step = beginStep('compile', 'one pass over all workspaces, which lint and build take up');
    const { code } = await compileAtOnce(root, [], { log: join(setupFolder(), 'compile.log'), lock });
    step.done(code === 0 ? 'compiled' : 'there are errors; the build below shows them');
    for (const check of checks) results.push(await phase(check, toolEnv()));
  });
  if (results.at(-1).code === 0) {
    mkdirSync(setupFolder(), { recursive: true });
    const paths = await engines;
    const log = join(setupFolder(), 'test-server.log');
    const env = { ...process.env, ...paths, CASEWARD_TEST_SERVER_LOG: process.env.CASEWARD_TEST_SERVER_LOG ?? log };
    const vitest = { name: 'tests', title: 'vitest', args: [binary('vitest'), 'run', ...process.argv.slice(2)] };
    results.push(await phase(vitest, env));
  } else {
    results.push({ name: 'tests', code: undefined, took: 'the sources do not compile' });
  }
  summary(results);
  return results.every(({ code }) => code === 0) ? 0 : 1;
});
