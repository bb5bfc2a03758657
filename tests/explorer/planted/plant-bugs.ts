/** Plants every bug, one after the other, and says who saw it. `--all` asks everybody, not only until one has seen it. */
import { stopwatch } from '../../support/clock.js';
import { BUGS, type PlantedBug } from './bugs.js';
import { CATCHERS, seenBy } from './catchers.js';
import { clear, plant, type Planted } from './plant.js';

Error.stackTraceLimit = 0;
const asksAll = process.argv.includes('--all');
const only = process.argv.slice(2).filter((word) => !word.startsWith('-'));

async function whoSaw(planted: Planted): Promise<string[]> {
  const seen: string[] = [];
  for (const catcher of CATCHERS) {
    const what = await seenBy(catcher, planted);
    if (what === null) continue;
    seen.push(`${catcher.name} (${what.length > 160 ? `${what.slice(0, 160)}...` : what})`);
    if (!asksAll) break;
  }
  return seen;
}

async function tryOut(name: string, bug: PlantedBug | null): Promise<string[]> {
  const seen = await whoSaw(await plant(name, bug));
  clear(name);
  return seen;
}

const [wrong] = await tryOut('none', null);
if (wrong !== undefined) {
  console.error(`The domain without any planted bug is not clean: ${wrong}`);
  process.exit(1);
}
console.log('without a planted bug: nobody sees anything');
let survived = 0;
for (const [index, bug] of BUGS.entries()) {
  if (only.length > 0 && !only.includes(bug.rule)) continue;
  const took = stopwatch();
  const seen = await tryOut(String(index + 1), bug);
  if (seen.length === 0) survived += 1;
  const who = seen.length === 0 ? 'SURVIVED' : seen.join(' and ');
  console.log(`${bug.rule.padEnd(10)} ${bug.what.padEnd(56)} ${String(took()).padStart(6)} ms  ${who}`);
}
console.log(survived === 0 ? 'every planted bug was seen' : `${String(survived)} planted bugs survived`);
process.exitCode = survived === 0 ? 0 : 1;
