import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../support/processes.mjs';
import { SetupFailure, beginStep } from '../support/reporter.mjs';
import { digest, readStamp, writeStamp } from '../support/stamp.mjs';
import { binary, setupFolder, toolEnv } from '../support/workspace.mjs';
import { workspaceFolders } from '../support/workspaces.mjs';

const STAMP = 'build';
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.nx']);
const SHARED = ['package-lock.json', 'tsconfig.base.json', 'nx.json'];

/** The projects that make up the product: every workspace that builds something, without the tests. */
function products(root) {
  return workspaceFolders(root).filter(
    (folder) => folder !== 'tests' && existsSync(join(root, folder, 'tsconfig.json')),
  );
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NOT_SOURCES.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** Names, sizes and times are enough to see that nothing changed; when they differ, Nx compares contents. */
export function sourcesDigest(root) {
  const files = [
    ...SHARED.map((name) => join(root, name)),
    ...products(root).flatMap((p) => [...filesUnder(join(root, p))]),
  ];
  const lines = files.map((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return `${file} ${stat?.size} ${stat?.mtimeMs}`;
  });
  return digest(...lines.sort());
}

export function buildIsCurrent(root) {
  const done = readStamp(root, STAMP);
  return (
    done !== undefined &&
    done.results.every((file) => existsSync(join(root, file))) &&
    done.digest === sourcesDigest(root)
  );
}

/** What the compiler leaves behind in each project when it is done; when one is gone, so is what it stands for. */
function results(root) {
  return products(root)
    .map((folder) => join(folder, 'dist/.tsbuildinfo'))
    .filter((file) => existsSync(join(root, file)));
}

/** Nx starts the compiler once per project; one compiler over all of them first leaves each of those with nothing to do. */
export function compileAtOnce(root, folders, options) {
  const args = [binary('tsc'), '-b', ...folders];
  return runTool({ command: process.execPath, args, cwd: root, env: toolEnv(), ...options });
}

export async function build(root, { lock }) {
  const step = beginStep('build', 'compiling the workspaces');
  const log = join(setupFolder(root), 'build.log');
  // Taken before the build: a file that changes meanwhile makes the next run build again.
  const before = sourcesDigest(root);
  let result = await compileAtOnce(root, products(root), { log, lock });
  if (result.code === 0) {
    let built = 0;
    step.progress(() => `${built} projects done`);
    const args = [binary('nx'), 'run-many', '-t', 'build', '--exclude=tests'];
    const onLine = (line) => {
      if (line.includes('nx run ')) built += 1;
    };
    result = await runTool({ command: process.execPath, args, cwd: root, env: toolEnv(), log, onLine, lock });
  }
  if (result.code !== 0) {
    step.failed();
    throw new SetupFailure(
      [
        'The workspaces do not compile.',
        ...result.tail.map((line) => `    ${line}`),
        `Whole output: ${log}`,
        'Fix: correct the errors above. If the sources are untouched, run: npx nx reset, then the same command again.',
      ].join('\n'),
    );
  }
  writeStamp(root, STAMP, { digest: before, results: results(root) });
  step.done('compiled');
}
