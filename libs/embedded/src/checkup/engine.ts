import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { advice } from '../../bootstrap/engine/advice.mjs';
import { type EngineKind, findEngine } from '../../bootstrap/engine/find.mjs';

/** A program of the engine, and by which of the five ways it is here. */
export interface EngineSearchResult {
  readonly path?: string;
  /** `CASEWARD_TEMPORAL_BINARY`, `PATH`, or `cache` with how it got there. */
  readonly from?: string;
  /** What was seen and passed over, or why nothing will do. */
  readonly notes: readonly string[];
  /** All five ways, to show when there is no path. */
  readonly advice: string;
}

/** Looks for a program of the engine; fetches and builds nothing. */
export function searchEngine(kind: EngineKind, env: NodeJS.ProcessEnv = process.env): EngineSearchResult {
  try {
    const { path, from, notes } = findEngine(kind, env);
    if (path === undefined || from === undefined) return { notes, advice: advice(kind) };
    return { path, from: from === 'cache' ? cacheOrigin(path) : from, notes, advice: advice(kind) };
  } catch (error) {
    return { notes: [error instanceof Error ? error.message : String(error)], advice: advice(kind) };
  }
}

/** The cache notes how it was filled, unless somebody copied a program into it. */
function cacheOrigin(path: string): string {
  try {
    const { how } = JSON.parse(readFileSync(join(dirname(path), 'origin.json'), 'utf8')) as { how?: unknown };
    if (how === 'download') return 'cache, downloaded';
    if (how === 'build') return 'cache, built from the pinned sources';
  } catch {
    // Copied.
  }
  return 'cache, copied';
}
