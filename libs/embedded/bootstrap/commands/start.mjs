import { join } from 'node:path';
import { handOver } from '../support/processes.mjs';
import { prepare, runCommand } from '../support/prepare.mjs';
import { root } from '../support/workspace.mjs';

await runCommand(async () => {
  // With a server of one's own there is nothing to obtain.
  const engines = process.env.TEMPORAL_ADDRESS ? [] : ['server'];
  const paths = await prepare({ engines, quiet: false });
  const args = [join(root, 'apps/cli/dist/main.js'), 'up', ...process.argv.slice(2)];
  return handOver(process.execPath, args, { env: { ...process.env, ...paths } });
});
