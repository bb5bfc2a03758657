import * as domain from '@caseward/domain';
import { expect } from 'vitest';
import { explore } from './explorer.js';
import type { Tally } from './search.js';

export const STATES = 30_000;
export const INVARIANTS = 50;

/** Walks through one world as `npm test` does it, and says how much was seen. */
export function exploreHere(worldName: string): Tally {
  const tally = explore(domain, { worldName, states: STATES });
  const { states, transitions, refusals, depth, checks, findings } = tally;
  console.log(`${worldName}: ${[states, transitions, refusals, depth].join(' / ')} states/transitions/refusals/depth`);
  const told = [...findings.values()].map(
    ({ invariant, detail, path }) => `${invariant}: ${detail}\n${path.join(' > ')}`,
  );
  expect(told).toEqual([]);
  expect(states).toBeGreaterThanOrEqual(STATES);
  expect(Object.keys(checks).length).toBeGreaterThanOrEqual(INVARIANTS);
  return tally;
}
