import type { EngineKind } from '../engine/find.d.mts';

export function enginesFor(args: readonly string[], env: NodeJS.ProcessEnv): EngineKind[];
