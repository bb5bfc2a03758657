import type { Step } from '../world.js';

/** Something that must hold whatever people do. */
export interface Invariant {
  readonly name: string;
  readonly rule: string;
  /** Undefined where it has nothing to say, null where it holds, otherwise what is wrong. */
  readonly check: (step: Step) => string | null | undefined;
}

export function invariant(rule: string, name: string, check: Invariant['check']): Invariant {
  return { rule, name: `${rule} ${name}`, check };
}

/** Holds when nothing is wrong. */
export function noneOf(wrong: readonly string[]): string | null {
  return wrong.length === 0 ? null : wrong.join('; ');
}
