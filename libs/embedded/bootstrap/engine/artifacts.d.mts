import type { EngineKind } from './find.d.mts';

/** Where the cache keeps a program, whether it is there or not. */
export function cachedProgram(kind: EngineKind, env?: NodeJS.ProcessEnv): string;
