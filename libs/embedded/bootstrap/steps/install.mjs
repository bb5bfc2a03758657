import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../support/processes.mjs';
import { SetupFailure, beginStep } from '../support/reporter.mjs';
import { clearStamp, digest, digestOfFiles, readStamp, writeStamp } from '../support/stamp.mjs';
import { setupFolder, toolEnv } from '../support/workspace.mjs';
import { workspaceFolders } from '../support/workspaces.mjs';

const STAMP = 'install';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The lock file says which packages; the workspaces' own files say which of them are asked for. */
function wanted(root) {
  const manifests = ['.', ...workspaceFolders(root)].map((folder) => join(root, folder, 'package.json'));
  return digest(digestOfFiles(join(root, 'package-lock.json'), ...manifests), process.platform, process.arch);
}

/** npm writes its own record of what it installed, as the last thing it does. */
function installedRecord(root) {
  return readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
}

function absent(root, paths) {
  return paths.filter((path) => !existsSync(join(root, path, 'package.json')));
}

/** Somebody ran npm by hand: when its record says exactly what the lock file says, there is nothing to repeat. */
function matchesLock(root, installed) {
  const locked = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/** What an installation would have to do here, in words; undefined when everything is in place. */
export function installNeed(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  const installed = installedRecord(root);
  const done = readStamp(root, STAMP);
  if (installed === undefined) return 'an earlier installation did not finish';
  const [missing] = absent(root, Object.keys(installed));
  if (missing !== undefined) return `${missing} is missing`;
  if (done?.digest === wanted(root)) return undefined;
  if (!matchesLock(root, installed)) return 'package-lock.json has changed';
  writeStamp(root, STAMP, { digest: wanted(root) });
  return undefined;
}

function npmCommand() {
  // Started through npm: use that very npm, also when another one comes first on PATH.
  const own = process.env.npm_execpath;
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) return { command: process.execPath, args: [own] };
  return { command: 'npm', args: [] };
}

export async function install(root, reason, lock) {
  const paths = Object.keys(readJson(join(root, 'package-lock.json'))?.packages ?? {}).filter((path) =>
    path.startsWith('node_modules/'),
  );
  const step = beginStep('packages', `npm ci: ${reason}`);
  // At most: the list holds the packages for every platform.
  step.progress(() => `${paths.length - absent(root, paths).length} of at most ${paths.length} packages unpacked`);
  const log = join(setupFolder(root), 'npm-ci.log');
  const npm = npmCommand();
  const args = [...npm.args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  clearStamp(root, STAMP);
  const result = await runTool({ command: npm.command, args, cwd: root, env: toolEnv(), log, lock }).catch((error) => ({
    code: 1,
    tail: [`npm could not be started: ${error.message}`],
  }));
  if (result.code !== 0) {
    step.failed();
    throw new SetupFailure(
      [
        'The packages could not be installed.',
        ...result.tail.slice(-15).map((line) => `    ${line}`),
        `Whole output: ${log}`,
        'Fix: check that this machine reaches the package registry that npm is configured for (npm config get registry)',
        'and that the disk has 1 GB free, then run the same command again; it starts the installation over.',
      ].join('\n'),
    );
  }
  writeStamp(root, STAMP, { digest: wanted(root) });
  step.done('packages installed');
}
