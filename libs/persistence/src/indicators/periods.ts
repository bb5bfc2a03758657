import {
  endOfDate,
  fromMs,
  policySnapshot,
  startOfDate,
  toMs,
  type Instant,
  type LocalDate,
  type Zone,
} from '@caseward/domain';
import { rows, type Sql } from '../query.js';

export interface IndicatorPeriod {
  /** Both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Nothing that was recorded later is looked at. */
  readonly asKnownAt: Instant;
}

/** The parameters that every statement of the indicators has in common: instant, period in each zone, default policy. */
export async function periodParameters(sql: Sql, { from, to, asKnownAt }: IndicatorPeriod): Promise<unknown[]> {
  const zones = await rows<{ zone: Zone }>(
    sql,
    `SELECT DISTINCT data -> 'policy' -> 'zone' AS zone FROM caseward.case_event
      WHERE type IN ('CaseIdentified', 'PolicyAdopted', 'DutyFileOpened') AND recorded_at <= $1`,
    [asKnownAt],
  );
  const periods = zones.map(({ zone }) => {
    const ends = endOfDate(zone, to);
    const last = fromMs(toMs(ends) - 1);
    return {
      ...{ zone, starts: startOfDate(zone, from), ends, first_day: from, last_day: to },
      snapshot: last < asKnownAt ? last : asKnownAt,
    };
  });
  return [asKnownAt, JSON.stringify(periods), JSON.stringify(policySnapshot().values)];
}
