import { createHash } from 'node:crypto';
import type { CaseEvent, DutyEvent } from '@caseward/domain';
import type { Transcribed } from './transcribed.js';
import { Year, type YearSettings } from './year.js';

export interface PlayedYear {
  /** The events of each case in the order of its record; cases in the order in which they came. */
  readonly records: readonly (readonly CaseEvent[])[];
  /** The events of each duty file: one for each caseworker. */
  readonly files: readonly (readonly DutyEvent[])[];
  /** Which cases data entry types in. */
  readonly transcribed: readonly Transcribed[];
  readonly commands: number;
  readonly alarms: number;
  readonly refusals: ReadonlyMap<string, number>;
  /** The same seed gives the same bytes. */
  readonly digest: string;
  /** The most cases that one caseworker had at once. */
  readonly mostCases: number;
}

export const FULL_YEAR: YearSettings = { seed: 2025, cases: 500, casesNextDoor: 24 };

export function playYear(settings: YearSettings = FULL_YEAR): PlayedYear {
  const year = new Year(settings).play();
  const records = year.cases.map(({ events }) => events);
  const files = year.files.map(({ events }) => events);
  const digest = createHash('sha256');
  for (const events of [...records, ...files]) digest.update(JSON.stringify(events));
  const alarms = year.commands.get('alarm') ?? 0;
  return {
    records,
    files,
    transcribed: year.transcribed,
    commands: [...year.commands.values()].reduce((sum, count) => sum + count, 0) - alarms,
    alarms,
    refusals: year.refusals,
    digest: digest.digest('hex'),
    mostCases: year.mostCases,
  };
}
