import { existsSync, renameSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runTool } from '../support/processes.mjs';

const PATIENCE_MS = 30_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/**
 * Runs the test server once and lets Java keep the classes it loaded: later starts take a third of the time, which matters
 * because the SDK waits no longer than five seconds. Only an improvement: without it the server runs all the same.
 */
export async function archiveClasses(folder) {
  const archive = join(folder, 'classes.jsa');
  if (existsSync(archive) || !existsSync(join(folder, 'lib'))) return false;
  const draft = `${archive}.draft`;
  const port = await freePort();
  const args = [`-XX:ArchiveClassesAtExit=${draft}`, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  args.push('-cp', `${folder}/lib/*`, 'io.temporal.testserver.TestServer', String(port));
  const answered = new AbortController();
  const run = runTool({ command: 'java', args, cwd: folder, env: process.env, abort: answered.signal });
  const deadline = Date.now() + PATIENCE_MS;
  let running = true;
  void run.finally(() => {
    running = false;
  });
  while (running && Date.now() < deadline && !(await answers(port))) await delay(50);
  answered.abort();
  await run;
  if (!existsSync(draft)) return false;
  renameSync(draft, archive);
  return true;
}
