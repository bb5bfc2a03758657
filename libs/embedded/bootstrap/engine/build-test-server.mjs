import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from '../support/processes.mjs';
import { engineSources, setupFolder } from '../support/workspace.mjs';
import { checksumFaults, parseChecksums } from './checksums.mjs';
import { onPath } from './find.mjs';

export function testServerToolsMissing() {
  const missing = ['java', 'mvn'].filter((tool) => onPath(tool) === undefined);
  return missing.length === 0 ? undefined : `${missing.join(' and ')} not on PATH`;
}

/** Maven fetches the pinned release and what it needs; every file must have the checksum that was committed. */
export async function buildTestServer(folder, { step, lock }) {
  step.progress(() => 'Maven is collecting the libraries');
  const log = join(setupFolder(), 'engine-maven.log');
  const jars = join(folder, 'lib');
  const args = ['-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  const { code, tail } = await runTool({ command: 'mvn', args, cwd: engineSources, env: process.env, log, lock });
  if (code !== 0)
    return [`Maven failed; whole output: ${log}`, ...tail.slice(-12).map((line) => `    ${line}`)].join('\n');
  const faults = checksumFaults(jars, parseChecksums(readFileSync(join(engineSources, 'jars.sha256'), 'utf8')));
  if (faults.length > 0) {
    return [
      'The libraries are not the ones that were committed:',
      ...faults.slice(0, 10).map((fault) => `    ${fault}`),
    ].join('\n');
  }
  const script = join(folder, 'temporal-test-server');
  copyFileSync(fileURLToPath(new URL('temporal-test-server.sh', import.meta.url)), script);
  chmodSync(script, 0o755);
  return undefined;
}
