/** `npm run assurance -- NAME... [--count N] [--seed S]`: long campaigns, one after the other. */
import { parseArgs } from 'node:util';
import { stopwatch } from '../support/clock.js';
import { DEFAULT_SEED, failuresOf, tableOf, type Campaign } from './campaign.js';
import { CAMPAIGNS } from './campaigns.js';

const names = Object.keys(CAMPAIGNS);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, seed: { type: 'string' } },
});

function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${name} has to be a whole number above 0, such as 1000`);
}

async function carryOut(campaign: Campaign): Promise<boolean> {
  const count = whole('count', values.count) ?? campaign.full;
  const seed = whole('seed', values.seed) ?? DEFAULT_SEED;
  const took = stopwatch();
  console.log(`${campaign.name}: ${campaign.about} ${String(count)} ${campaign.unit}, seed ${String(seed)}.`);
  const outcome = await campaign.run({ count, seed, say: (line) => console.log(`  ${line}`) });
  for (const line of tableOf(outcome)) console.log(line);
  const failures = failuresOf(outcome);
  for (const failure of failures) console.log(`FOUND: ${failure}`);
  console.log(
    `${campaign.name}: ${failures.length === 0 ? 'passed' : 'FAILED'}, ${String(Math.round(took() / 1000))} s`,
  );
  return failures.length === 0;
}

const unknown = positionals.filter((name) => !names.includes(name));
if (positionals.length === 0 || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no campaign ${name}.`);
  console.error(`Usage: npm run assurance -- NAME [--count N] [--seed S], NAME one of: ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of positionals) {
    const campaign = await CAMPAIGNS[name]?.();
    if (campaign !== undefined && !(await carryOut(campaign))) process.exitCode = 1;
  }
}
