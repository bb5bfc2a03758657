import type { EngineKind } from './find.d.mts';

/** The five ways to obtain a program that is missing, as a text to show. */
export function advice(kind: EngineKind): string;
