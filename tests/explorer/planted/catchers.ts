import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenProperty } from '../../properties/properties.js';
import { explore } from '../explorer.js';
import { worldsOf } from '../world.js';
import { checkout } from './checkout.js';
import type { Planted } from './plant.js';

/** Something that should see a broken rule. @returns what it saw, or null */
export interface Catcher {
  readonly name: 'properties' | 'scenarios' | 'explorer';
  readonly look: (planted: Planted) => Promise<string | null>;
}

const FOLDER = join(checkout(), 'tests/acceptance');
const readText = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');
const PROPERTY_RUNS = 60;
const STATES = 12_000;

/** Read once, so that every bug meets the same files. */
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map((name) => ({ name: name.replace('.json', ''), text: readText(name) }));

async function scenarios({ scenario }: Planted): Promise<string | null> {
  for (const { name, text } of files) {
    const given = scenario.parseScenario(text, readText);
    const { differences } = await scenario.play(given, scenario.startDomainDriver);
    if (differences[0] !== undefined) return name;
  }
  return null;
}

async function exploration({ domain }: Planted): Promise<string | null> {
  for (const { name } of worldsOf(domain)) {
    const { findings } = explore(domain, { worldName: name, states: STATES, untilFound: true });
    const [finding] = findings.values();
    if (finding !== undefined) return `${finding.invariant}: ${finding.path.join(' > ')}`;
  }
  return null;
}

export const CATCHERS: readonly Catcher[] = [
  { name: 'properties', look: async ({ domain }) => brokenProperty(domain, PROPERTY_RUNS) },
  { name: 'scenarios', look: scenarios },
  { name: 'explorer', look: exploration },
];

/** A planted bug may also break what is looked at altogether: that is seen too. */
export async function seenBy({ look }: Catcher, planted: Planted): Promise<string | null> {
  try {
    return await look(planted);
  } catch (error) {
    // A file that nobody can read says nothing about the bug.
    if (error instanceof planted.scenario.UnusableScenarioError) throw error;
    return String(error).split('\n')[0]!;
  }
}
