// A program that starts a database and one of our programs, says which processes those are, and waits to be killed.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ManagedProcess, httpReady, startPostgres, freePort } from '@caseward/embedded';

const [dataDir] = process.argv.slice(2);
const postgres = await startPostgres({ dataDir: `${dataDir}/postgres` });
const port = await freePort();
const program = new ManagedProcess({
  name: 'program',
  logFile: `${dataDir}/program.log`,
  launch: async () => ({
    spec: {
      command: process.execPath,
      args: [fileURLToPath(new URL('answering.mjs', import.meta.url))],
      env: { ...process.env, PORT: String(port), DIARY: `${dataDir}/diary` },
      ipc: true,
    },
    ready: httpReady(`http://127.0.0.1:${port}/readyz`),
  }),
});
await program.start();
process.stdout.write(`${JSON.stringify({ pids: [postgres.pid, program.pid] })}\n`);
