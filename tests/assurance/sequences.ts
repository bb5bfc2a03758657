import { Chance } from '../properties/random.js';
import type { Campaign, Order, Outcome } from './campaign.js';
import { onFuzzSite } from './fuzz/fuzz-site.js';
import { HIERARCHY } from './sequences/hierarchy.js';
import { INVALID_OBJECT } from './sequences/invalid-object.js';
import { LEAKAGE } from './sequences/leakage.js';
import { NAMESPACE } from './sequences/namespace.js';
import { RULES, type Sequence } from './sequences/sequence.js';
import { NotReadyError, Site } from './sequences/site.js';
import { USE_AFTER_END } from './sequences/use-after-end.js';

const SEQUENCES: readonly Sequence[] = [...USE_AFTER_END, ...HIERARCHY, ...LEAKAGE, ...INVALID_OBJECT, ...NAMESPACE];

/** @returns what was found; a sequence that did not come to its check is a finding as well */
async function hitsOf({ rule, name, run }: Sequence, site: Site, isBroken: boolean): Promise<string[]> {
  try {
    return (await run(site, isBroken)).map((hit) => `${rule}, ${name}: ${hit}`);
  } catch (error) {
    if (!(error instanceof NotReadyError)) throw error;
    return isBroken ? [] : [`${rule}, ${name}: not ready, ${error.message}`];
  }
}

async function run(order: Order): Promise<Outcome> {
  return onFuzzSite(order, async (api) => {
    const { count, seed, say } = order;
    const chance = new Chance(seed);
    const site = new Site(api, chance);
    const findings = new Map<string, number>();
    const done = new Map<string, number>();
    let turn: Sequence[] = [];
    for (let made = 1; made <= count; made += 1) {
      if (turn.length === 0) turn = chance.shuffled(SEQUENCES);
      const sequence = turn.pop()!;
      for (const hit of await hitsOf(sequence, site, false)) findings.set(hit, (findings.get(hit) ?? 0) + 1);
      done.set(sequence.rule, (done.get(sequence.rule) ?? 0) + 1);
      if (made % 500 === 0) say(`${String(made)} sequences, ${String(findings.size)} findings`);
    }
    return {
      counts: {
        ...{ sequences: count, 'kinds of sequences': SEQUENCES.length },
        ...Object.fromEntries(RULES.map((rule) => [`of the rule ${rule}`, done.get(rule) ?? 0])),
      },
      findings: [...findings].map(([hit, times]) => `${hit} (${String(times)} times)`),
      controls: await controlsOf(site, count),
    };
  });
}

/** Of every kind one with its fault; in a small run, of every rule one. */
async function controlsOf(site: Site, count: number): Promise<Readonly<Record<string, boolean>>> {
  const chosen =
    count >= SEQUENCES.length * 2
      ? SEQUENCES
      : RULES.map((rule) => site.chance.one(SEQUENCES.filter((one) => one.rule === rule)));
  const found: [string, boolean][] = [];
  for (const sequence of chosen) {
    const hits = await hitsOf(sequence, site, true);
    found.push([`${sequence.rule}: ${sequence.name}`, hits.length > 0]);
  }
  return Object.fromEntries(found);
}

/** S11: the rules of RESTler, each of which takes several requests to break. */
export const campaign: Campaign = {
  name: 'sequences',
  about: 'what has ended is gone, belongs to one parent, leaves nothing when refused, and is nobody’s by its id:',
  unit: 'sequences',
  small: 43,
  full: 5000,
  run,
};
