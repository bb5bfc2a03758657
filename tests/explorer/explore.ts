/** Walks through a million distinct states of a case, one thread for each reduced SOP: `npm run explore [-- STATES]`. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as domain from '@caseward/domain';
import { stopwatch } from '../support/clock.js';
import type { Told } from './explore-world.js';
import type { Finding, Tally } from './search.js';
import { worldsOf } from './world.js';

const wanted = Number(process.argv[2] ?? 1_000_000);
const took = stopwatch();
const tallies = new Map<string, Tally>();
const worlds = worldsOf(domain);

const number = (value: number): string => value.toLocaleString('en-US');
const sum = (of: (tally: Tally) => number): number =>
  [...tallies.values()].reduce((total, tally) => total + of(tally), 0);

function line(): string {
  const seconds = Math.max(1, Math.round(took() / 1000));
  const states = sum((tally) => tally.states);
  const depth = Math.max(0, ...[...tallies.values()].map((tally) => tally.depth));
  const memory = Math.round(process.memoryUsage().rss / 1_000_000);
  return [
    `${number(states)} states`,
    `${number(sum((tally) => tally.transitions))} transitions`,
    `${number(sum((tally) => tally.refusals))} refusals`,
    `depth ${String(depth)}`,
    `${number(Math.round(states / seconds))} states/s`,
    `${String(seconds)} s`,
    `${String(memory)} MB`,
  ].join(', ');
}

let printedAt = 0;
function progress({ worldName, tally }: Told): void {
  tallies.set(worldName, tally);
  if (took() - printedAt < 10_000) return;
  printedAt = took();
  console.log(line());
}

await Promise.all(
  worlds.map(async ({ name }) => {
    const workerData = { worldName: name, states: Math.ceil(wanted / worlds.length) };
    const resourceLimits = { maxOldGenerationSizeMb: 4_000 };
    const worker = new Worker(new URL('./explore-world.js', import.meta.url), { workerData, resourceLimits });
    worker.on('message', progress);
    await once(worker, 'exit');
  }),
);

const checks = new Map<string, number>();
for (const { checks: counted } of tallies.values()) {
  for (const [name, count] of Object.entries(counted)) checks.set(name, (checks.get(name) ?? 0) + count);
}
console.log(line());
console.log(`\n${String(checks.size)} invariants:`);
for (const [name, count] of [...checks].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`${number(count).padStart(12)}  ${name}`);
}
const findings: Finding[] = [...tallies.values()].flatMap((tally) => [...tally.findings.values()]);
for (const { invariant, detail, path } of findings) {
  console.log(`\nVIOLATED ${invariant}: ${detail}\n  ${path.join('\n  > ')}`);
}
const states = sum((tally) => tally.states);
if (states < wanted) console.log(`\nonly ${number(states)} of ${number(wanted)} states could be reached`);
process.exitCode = findings.length === 0 && states >= wanted ? 0 : 1;
