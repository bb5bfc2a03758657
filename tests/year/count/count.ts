import type { PlayedYear } from '../generate.js';
import { Chronicle } from './chronicle.js';
import { closureUnits } from './closures.js';
import { dutyUnits } from './duties.js';
import { eventUnits } from './events.js';
import { snapshotUnits } from './snapshots.js';
import { staffUnits } from './staff.js';
import type { Question, Unit } from './units.js';

/** Counts over the events alone, by the meanings of the indicators and by nothing that the system itself counts with. */
export function unitsOf(
  { records, files, transcribed }: Pick<PlayedYear, 'records' | 'files' | 'transcribed'>,
  question: Question,
): Unit[] {
  const counted = asKnown(records, question)
    .map((record) => new Chronicle(record))
    .filter(({ countsInAggregates }) => countsInAggregates);
  const ofCases = counted.flatMap((chronicle) => [
    ...dutyUnits(chronicle, question),
    ...eventUnits(chronicle, question),
    ...closureUnits(chronicle, question),
  ]);
  return [
    ...ofCases,
    ...snapshotUnits(counted, transcribed, question),
    ...staffUnits(asKnown(files, question), question),
  ];
}

function asKnown<E extends { readonly recordedAt: string }>(
  records: readonly (readonly E[])[],
  { asKnownAt }: Question,
): (readonly E[])[] {
  return records
    .map((record) => record.filter(({ recordedAt }) => recordedAt <= asKnownAt))
    .filter(({ length }) => length > 0);
}
