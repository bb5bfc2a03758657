import { join } from 'node:path';
import { enginesFor } from '../support/engines-for.mjs';
import { handOver } from '../support/processes.mjs';
import { prepare, runCommand } from '../support/prepare.mjs';
import { root } from '../support/workspace.mjs';

await runCommand(async () => {
  const args = process.argv.slice(2);
  const paths = await prepare({ engines: enginesFor(args, process.env) });
  return handOver(process.execPath, [join(root, 'apps/cli/dist/main.js'), ...args], {
    env: { ...process.env, ...paths },
  });
});
