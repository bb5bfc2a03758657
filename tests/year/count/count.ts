import type { CaseEvent } from '@caseward/domain';
import { Chronicle } from './chronicle.js';
import { closureUnits } from './closures.js';
import { dutyUnits } from './duties.js';
import { eventUnits } from './events.js';
import { snapshotUnits } from './snapshots.js';
import type { Question, Unit } from './units.js';

/** Counts over the events alone, by the meanings of the indicators and by nothing that the system itself counts with. */
export function unitsOf(records: readonly (readonly CaseEvent[])[], question: Question): Unit[] {
  const known = records
    .map((record) => record.filter(({ recordedAt }) => recordedAt <= question.asKnownAt))
    .filter((record) => record.length > 0)
    .map((record) => new Chronicle(record))
    .filter(({ countsInAggregates }) => countsInAggregates);
  const ofCases = known.flatMap((chronicle) => [
    ...dutyUnits(chronicle, question),
    ...eventUnits(chronicle, question),
    ...closureUnits(chronicle, question),
  ]);
  return [...ofCases, ...snapshotUnits(known, question)];
}
