import { fold, foldDuty } from '@caseward/domain';
import { stopwatch } from '../support/clock.js';
import { QUESTIONS } from './compare.js';
import { unitsOf } from './count/count.js';
import { tally } from './count/tally.js';
import { FULL_YEAR, playYear, type PlayedYear } from './generate.js';

/** `npm run year`: plays the year and says what became of it. The comparison with SQL is a test of its own. */
const watch = stopwatch();
const year = playYear(FULL_YEAR);
const seconds = watch() / 1000;
console.log({ seconds, ...sizeOf(year), digest: year.digest });
console.log('refusals', Object.fromEntries(year.refusals));
console.log('stages', stagesOf(year));
console.table(lines(year));

function sizeOf({ records, files, commands, alarms, mostCases }: PlayedYear) {
  const events = [...records, ...files].reduce((sum, { length }) => sum + length, 0);
  return { cases: records.length, files: files.length, events, commands, alarms, mostCases };
}

function stagesOf({ records, files }: PlayedYear): Record<string, number> {
  const stages: Record<string, number> = {};
  let breaches = 0;
  for (const events of records) {
    const state = fold(events[0]?.caseId ?? '', events);
    stages[state.stage] = (stages[state.stage] ?? 0) + 1;
    breaches += state.breaches.filter(({ withdrawnAt }) => withdrawnAt === null).length;
  }
  const missedBySupervisors = files.reduce((sum, events) => sum + (foldDuty(events)?.breaches.length ?? 0), 0);
  return { ...stages, breaches, missedBySupervisors };
}

function lines(played: PlayedYear) {
  const counts = tally(unitsOf(played, QUESTIONS[0]), []);
  return Object.fromEntries(
    counts
      .sort((a, b) => a.indicator.localeCompare(b.indicator, 'en', { numeric: true }))
      .map(({ indicator, numerator, denominator }) => [
        indicator,
        {
          above: round(numerator),
          below: denominator,
          each: denominator === null ? null : round(numerator / denominator),
        },
      ]),
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
