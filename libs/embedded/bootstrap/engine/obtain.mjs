import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { onInterrupt, signalGroup } from '../support/processes.mjs';
import { SetupFailure, beginStep, say } from '../support/reporter.mjs';
import { isAlive } from '../support/process-identity.mjs';
import { waitForLock } from '../support/lock.mjs';
import { advice } from './advice.mjs';
import { artifacts, cacheSlot, cachedProgram } from './artifacts.mjs';
import { buildServer, serverToolsMissing } from './build-server.mjs';
import { buildTestServer, testServerToolsMissing } from './build-test-server.mjs';
import { archiveClasses } from './class-archive.mjs';
import { download } from './download.mjs';
import { findEngine } from './find.mjs';
import { reachable } from './reachable.mjs';

const makers = {
  server: {
    toolsMissing: serverToolsMissing,
    build: buildServer,
    note: 'from pinned sources, four to five minutes, once',
  },
  testServer: {
    toolsMissing: testServerToolsMissing,
    build: buildTestServer,
    note: 'from pinned libraries, seconds, once',
  },
};

/** Leftovers of an owner that was killed: its helpers still run, and its drafts still lie about. */
export function endHelpers({ helpers }) {
  for (const helper of helpers) if (isAlive(helper)) signalGroup(helper.pid, 'SIGKILL');
}

function clearDrafts(slot) {
  for (const name of readdirSync(dirname(slot))) {
    if (name.startsWith(`${basename(slot)}.draft-`))
      rmSync(join(dirname(slot), name), { recursive: true, force: true });
  }
}

/** Makes the program in a draft folder and moves it into its slot in one step: the cache never holds half a program. */
async function fill(slot, how, make) {
  const draft = mkdtempSync(`${slot}.draft-`);
  const discard = () => rmSync(draft, { recursive: true, force: true });
  const off = onInterrupt(discard);
  try {
    const fault = await make(draft);
    if (fault !== undefined) return fault;
    writeFileSync(join(draft, 'origin.json'), JSON.stringify({ how, at: new Date().toISOString() }));
    chmodSync(draft, 0o755);
    rmSync(slot, { recursive: true, force: true });
    renameSync(draft, slot);
    return undefined;
  } finally {
    off();
    discard();
  }
}

async function tryDownload(context) {
  const { artifact, slot, installed, lock } = context;
  await installed;
  const step = beginStep('engine', `${artifact.title}: trying the download that the SDK knows`);
  const fault = await fill(slot, 'download', (draft) => download(artifact, draft, { step, lock }));
  if (fault === undefined) step.done(`${artifact.title} downloaded`);
  else step.passed(`${artifact.title}: no download here, ${fault}`);
  return fault;
}

async function tryBuild({ artifact, slot, lock }) {
  const maker = makers[artifact.kind];
  const step = beginStep('engine', `${artifact.title}: building ${maker.note}`);
  const fault = await fill(slot, 'build', (draft) => maker.build(draft, { step, lock }));
  if (fault === undefined) step.done(`${artifact.title} built and kept in ${slot}`);
  else step.failed(`${artifact.title} could not be built`);
  return fault;
}

/**
 * The download comes before the build, but needs the installed packages. Where the network plainly lets nothing through
 * there is no point in waiting for them: the build begins at once and the download is tried only if the build fails.
 */
async function fetchOrBuild(context) {
  const toolsMissing = makers[context.artifact.kind].toolsMissing();
  const waitForPackages = toolsMissing !== undefined || context.packagesReady || (await reachable());
  const ways = waitForPackages ? [tryDownload, tryBuild] : [tryBuild, tryDownload];
  const faults = [];
  for (const way of ways) {
    const fault = way === tryBuild && toolsMissing !== undefined ? `no build: ${toolsMissing}` : await way(context);
    if (fault === undefined) return;
    faults.push(fault);
  }
  throw new SetupFailure(
    [
      `The ${context.artifact.title} could not be obtained.`,
      ...faults.map((fault) => `  - ${fault}`),
      advice(context.artifact.kind),
    ].join('\n'),
  );
}

function find(kind) {
  try {
    return findEngine(kind);
  } catch (error) {
    throw new SetupFailure(`${error.message}\n${advice(kind)}`);
  }
}

/** The path of the program, found or made. `installed` settles when the packages are there; `packagesReady` says they are already. */
export async function obtainEngine(kind, { installed, packagesReady, quiet }) {
  const found = find(kind);
  const artifact = artifacts[kind];
  if (!quiet || found.path === undefined) for (const note of found.notes) say(`  engine    ${note}`);
  if (found.path !== undefined) {
    if (!quiet) say(`✓ engine    ${artifact.title}: ${found.path} (${found.from})`);
    return found.path;
  }
  const slot = cacheSlot(kind);
  mkdirSync(dirname(slot), { recursive: true });
  const waiting = (holder) => say(`  engine    ${artifact.title}: process ${holder.pid} is obtaining it; waiting`);
  const lock = await waitForLock(`${slot}.lock`, { onStale: endHelpers, onWait: waiting });
  const off = onInterrupt(() => lock.release());
  try {
    // Whoever held the lock before may have made it.
    if (find(kind).path === undefined) {
      clearDrafts(slot);
      await fetchOrBuild({ artifact, slot, installed, packagesReady, lock });
    }
    if (kind === 'testServer') await archiveClasses(slot).catch(() => false);
    return cachedProgram(artifact.kind);
  } finally {
    off();
    lock.release();
  }
}
