import { join } from 'node:path';
import { runTool } from '../support/processes.mjs';
import { engineSources, setupFolder } from '../support/workspace.mjs';
import { onPath, serverVersion } from './find.mjs';

const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';

export function serverToolsMissing() {
  return onPath('go') === undefined ? 'go is not on PATH' : undefined;
}

function goEnv() {
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
}

/** How many packages the program is made of, for the progress line; the answer may come late or never. */
function countPackages(lock) {
  const args = ['list', '-mod=readonly', '-deps', PACKAGE];
  return runTool({ command: 'go', args, cwd: engineSources, env: goEnv(), lock }).then(
    ({ code, lines }) => (code === 0 ? lines : undefined),
    () => undefined,
  );
}

/**
 * Builds the server that go.mod pins; go.sum is the checksum of every module, and the build refuses to change either.
 * Resolves with a fault in words, or undefined when `folder` holds the program.
 */
export async function buildServer(folder, { step, lock }) {
  let compiled = 0;
  let total;
  step.progress(() =>
    total === undefined ? `${compiled} packages compiled` : `${compiled} of at most ${total} packages compiled`,
  );
  void countPackages(lock).then((count) => {
    total = count;
  });
  const log = join(setupFolder(), 'engine-go.log');
  const args = [
    'build',
    '-mod=readonly',
    '-buildvcs=false',
    '-trimpath',
    '-ldflags',
    '-s -w',
    '-v',
    '-o',
    `${folder}/`,
    PACKAGE,
  ];
  const onLine = (line) => {
    if (!line.startsWith('go: ')) compiled += 1;
  };
  const { code, tail } = await runTool({ command: 'go', args, cwd: engineSources, env: goEnv(), log, onLine, lock });
  if (code !== 0)
    return [`go build failed; whole output: ${log}`, ...tail.slice(-12).map((line) => `    ${line}`)].join('\n');
  const version = serverVersion(join(folder, 'temporal'));
  return version === undefined ? 'the program that go build made does not run on this machine' : undefined;
}
