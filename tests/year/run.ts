import { stopwatch } from '../support/clock.js';
import { tally } from './count/tally.js';
import { unitsOf } from './count/count.js';
import { playYear } from './generate.js';

let watch = stopwatch();
const year = playYear();
const events = year.records.reduce((sum, record) => sum + record.length, 0);
const { commands, alarms, mostCases, digest, refusals } = year;
console.log({
  ms: watch(),
  cases: year.records.length,
  files: year.files.length,
  events,
  commands,
  alarms,
  mostCases,
  digest,
  refusals,
});
watch = stopwatch();
const units = unitsOf(year, { from: '2025-01-01', to: '2025-12-31', asKnownAt: '2026-01-01T00:00:00.000Z' });
console.log(watch(), units.length);
console.table(
  tally(units, []).map(({ indicator, numerator, denominator }) => ({
    indicator,
    numerator,
    denominator,
    share: denominator === null ? null : Math.round((1000 * numerator) / denominator) / 10,
  })),
);
