import type { StartedApi } from '../api/support/running-api.js';

/** What a campaign is told: how much, from which seed, and where to say how far it is. */
export interface Order {
  /** How many cases, requests, decisions or edits: the campaign says of what. */
  readonly count: number;
  /** Same seed, same schedule. */
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Running already, where several campaigns share one; otherwise a campaign starts its own. */
  readonly api?: StartedApi;
}

export interface Outcome {
  /** What was done and seen, as numbers to publish. */
  readonly counts: Readonly<Record<string, number>>;
  /** What should not be; empty when all is well. Codes and places, never content. */
  readonly findings: readonly string[];
  /** Faults that were planted, and whether each was found: a checker that finds none of them proves nothing. */
  readonly controls: Readonly<Record<string, boolean>>;
}

/** A long search for one kind of weakness. `npm test` runs it with `small`, `npm run assurance -- NAME` with `full`. */
export interface Campaign {
  readonly name: string;
  readonly about: string;
  /** What `count` counts. */
  readonly unit: string;
  readonly small: number;
  readonly full: number;
  run(order: Order): Promise<Outcome>;
}

export const DEFAULT_SEED = 20261127;

/** Findings and planted faults that were missed; empty when the campaign passed. */
export function failuresOf({ findings, controls }: Outcome): string[] {
  const missed = Object.entries(controls).filter(([, found]) => !found);
  return [...findings, ...missed.map(([name]) => `planted and not found: ${name}`)];
}

/** Numbers as they are published: one line for each. */
export function tableOf({ counts, controls }: Outcome): string[] {
  const planted = Object.keys(controls).length;
  const found = Object.values(controls).filter(Boolean).length;
  const lines = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en-US').padStart(12)}  ${name}`);
  return [...lines, `${`${String(found)} of ${String(planted)}`.padStart(12)}  planted faults found`];
}
