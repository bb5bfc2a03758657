// One PostgreSQL server for all spec files of a test run. It ends, and its data goes, when the run does: however that ends.
// Arguments: folder, process id of the run.
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '@caseward/embedded';

const folder = process.argv[2];
const run = Number(process.argv[3]);

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** In one step, so that nobody reads half of it. */
async function announce(content) {
  await writeFile(join(folder, 'server.new'), JSON.stringify({ keeper: process.pid, ...content }));
  await rename(join(folder, 'server.new'), join(folder, 'server.json'));
}

async function untilRunEnds() {
  while (isAlive(run)) await sleep(300);
}

try {
  // As root the server runs as another user, who has to reach its data.
  await chmod(folder, 0o755);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  await announce({ url: postgres.superUrl });
  await untilRunEnds();
  await postgres.stop();
} catch (error) {
  await announce({ error: error instanceof Error ? error.stack : String(error) });
  await untilRunEnds();
} finally {
  await rm(folder, { recursive: true, force: true });
}
