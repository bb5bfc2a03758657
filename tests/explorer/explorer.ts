import { newTally, Search, type Tally } from './search.js';
import { Seen } from './seen.js';
import { THEMES } from './themes.js';
import { worldsOf, type Domain } from './world.js';

export interface Exploration {
  readonly worldName: string;
  /** Distinct states to visit. */
  readonly states: number;
  /** Ends with the first finding: enough to know that a planted bug is seen. */
  readonly untilFound?: boolean;
  /** Told every few thousand states. */
  readonly onProgress?: (tally: Tally) => void;
}

/** Walks through one world, theme by theme and round by round, until enough distinct states were visited. */
export function explore(domain: Domain, { worldName, states, untilFound = false, onProgress }: Exploration): Tally {
  const world = worldsOf(domain).find(({ name }) => name === worldName);
  if (world === undefined) throw new RangeError(`there is no world "${worldName}"`);
  const tally = newTally();
  const union = new Seen();
  const searches = THEMES.map((theme) => new Search(domain, world, theme, union, tally));
  const isEnough = (): boolean => tally.states >= states || (untilFound && tally.findings.size > 0);
  const share = Math.max(200, Math.min(5_000, Math.ceil(states / THEMES.length)));
  for (let most = share; !isEnough(); most += share) {
    const open = searches.filter(({ isExhausted }) => !isExhausted);
    if (open.length === 0) break;
    for (const search of open) {
      if (isEnough()) break;
      search.advance(most, isEnough);
      onProgress?.(tally);
    }
  }
  return tally;
}
