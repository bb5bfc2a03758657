import { advice } from '../../bootstrap/engine/advice.mjs';
import { type EngineKind, findEngine } from '../../bootstrap/engine/find.mjs';
import { EmbeddedError } from '../errors.js';

function binary(kind: EngineKind, env: NodeJS.ProcessEnv): string {
  let what = 'The program was not found.';
  try {
    const { path, notes } = findEngine(kind, env);
    if (path !== undefined) return path;
    what = [what, ...notes].join('\n');
  } catch (error) {
    what = error instanceof Error ? error.message : String(error);
  }
  throw new EmbeddedError('engine-missing', what, `npm test or npm start obtain it.\n${advice(kind)}`);
}

export interface EngineBinaries {
  /** The `temporal` program, for `startTemporalServer` and `createStack`. */
  readonly temporal: string;
  /** For `TestWorkflowEnvironment.createTimeSkipping`, as `{ type: 'existing-path', path }`. */
  readonly testServer: string;
}

/**
 * The programs of the engine: from the environment, PATH or the cache. Nothing is fetched or built here; that is the work
 * of the bootstrap. A program is looked for when it is asked for, so that needing one does not require the other.
 */
export function engineBinaries(env: NodeJS.ProcessEnv = process.env): EngineBinaries {
  return {
    get temporal() {
      return binary('server', env);
    },
    get testServer() {
      return binary('testServer', env);
    },
  };
}
