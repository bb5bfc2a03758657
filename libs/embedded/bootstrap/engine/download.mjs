import { chmodSync, readdirSync, renameSync, rmSync, statSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from '../support/processes.mjs';
import { root, setupFolder } from '../support/workspace.mjs';
import { serverVersion } from './find.mjs';

const STALL_MS = 25_000;

function bytesIn(folder) {
  return readdirSync(folder).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Ends a download that makes no headway: a network that swallows packets would otherwise hold the set-up for ever. */
function watchForStall(folder) {
  const controller = new AbortController();
  let seen = { bytes: 0, at: Date.now() };
  const timer = setInterval(() => {
    const bytes = bytesIn(folder);
    if (bytes !== seen.bytes) seen = { bytes, at: Date.now() };
    else if (Date.now() - seen.at > STALL_MS) controller.abort();
  }, 1_000);
  return { abort: controller.signal, end: () => clearInterval(timer), bytes: () => bytesIn(folder) };
}

/** Lets the SDK fetch the program that belongs to it. Resolves with a fault in words, or undefined when it is in `folder`. */
export async function download(artifact, folder, { step, lock }) {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true });
  const stall = watchForStall(incoming);
  step.progress(() => `${(stall.bytes() / 1e6).toFixed(0)} MB downloaded`);
  const { code, tail } = await runTool({
    command: process.execPath,
    args: [fileURLToPath(new URL('download-child.mjs', import.meta.url)), artifact.kind, incoming],
    cwd: root,
    env: process.env,
    log: join(setupFolder(), `engine-download-${artifact.program}.log`),
    lock,
    abort: stall.abort,
  });
  stall.end();
  const name = readdirSync(incoming).find((file) => !file.endsWith('.downloading'));
  if (code !== 0 || name === undefined) {
    rmSync(incoming, { recursive: true, force: true });
    return stall.abort.aborted ? 'the download made no headway' : reason(tail);
  }
  const program = join(folder, artifact.program);
  renameSync(join(incoming, name), program);
  rmSync(incoming, { recursive: true, force: true });
  chmodSync(program, 0o755);
  if (artifact.kind === 'server' && serverVersion(program) === undefined)
    return 'what came does not run on this machine';
  return undefined;
}

function reason(tail) {
  const text = tail.join('\n');
  if (text.includes('error sending request')) return 'the host cannot be reached';
  return (tail.find((line) => /error/i.test(line)) ?? tail.at(-1) ?? 'no answer').trim().slice(0, 200);
}
