import type { CaseEvent } from '@caseward/domain';
import { type YearSettings } from './year.js';
export interface PlayedYear {
  /** The events of each case in the order of its record; cases in the order in which they came. */
  readonly records: readonly (readonly CaseEvent[])[];
  readonly commands: number;
  readonly alarms: number;
  readonly refusals: ReadonlyMap<string, number>;
  /** The same seed gives the same bytes. */
  readonly digest: string;
  /** The most cases that one caseworker had at once. */
  readonly mostCases: number;
}
export declare const FULL_YEAR: YearSettings;
export declare function playYear(settings?: YearSettings): PlayedYear;
//# sourceMappingURL=generate.d.ts.map
