export type EngineKind = 'server' | 'testServer';
export interface EngineSearch {
  readonly path?: string;
  /** The variable, "PATH" or "cache". */
  readonly from?: string;
  /** What was seen and passed over, in words. */
  readonly notes: readonly string[];
}
export function onPath(name: string, env?: NodeJS.ProcessEnv): string | undefined;
export function serverVersion(path: string): string | undefined;
/** Environment, PATH, cache. Throws when the environment names a program that cannot be used. */
export function findEngine(kind: EngineKind, env?: NodeJS.ProcessEnv): EngineSearch;
