import { join, resolve } from 'node:path';

/** The checkout that this command belongs to. */
export const workspaceRoot: string = resolve(import.meta.dirname, '../../../..');

export const apiEntry: string = join(workspaceRoot, 'apps/api/dist/main.js');
export const workerEntry: string = join(workspaceRoot, 'apps/worker/dist/main.js');

/** Everything that must survive lies below; one folder for each deployment on this machine. */
export function dataFolder(name: string, env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['CASEWARD_DATA_DIR'] ?? join(workspaceRoot, '.caseward', name));
}
