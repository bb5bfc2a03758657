import { join, resolve } from 'node:path';

/** The checkout that this command belongs to. */
export const workspaceRoot: string = resolve(import.meta.dirname, '../../../..');

export const apiEntry: string = join(workspaceRoot, 'apps/api/dist/main.js');
export const workerEntry: string = join(workspaceRoot, 'apps/worker/dist/main.js');

/** Everything that must survive lies here; a deployment chooses another place with CASEWARD_DATA_DIR. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['CASEWARD_DATA_DIR'] ?? join(workspaceRoot, '.caseward/data'));
}

/** For what may be thrown away: never the folder of a deployment. */
export function scratchFolder(name: string): string {
  return join(workspaceRoot, '.caseward', name);
}
