import type { WorkerConfig } from './settings.js';

type KeySettings = Pick<WorkerConfig, 'CASEWARD_KEY_FILE' | 'CASEWARD_CASE_SECRETS_FILE' | 'CASEWARD_KEY_JOURNAL_FILE'>;

/** Where the keys of a deployment lie. */
export interface KeyFilePaths {
  readonly path: string;
  readonly secretsPath: string | undefined;
  readonly journalPath: string | undefined;
  readonly environment: string;
}

/** @param environment `NODE_ENV`; as in production, a missing file is never made */
export function keyFilesOf(settings: KeySettings, environment = 'production'): KeyFilePaths {
  const { CASEWARD_KEY_FILE: path, CASEWARD_CASE_SECRETS_FILE: secretsPath } = settings;
  return { path, secretsPath, journalPath: settings.CASEWARD_KEY_JOURNAL_FILE, environment };
}
