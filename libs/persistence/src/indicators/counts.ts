import {
  INDICATORS,
  type Dimension,
  type IndicatorCount,
  type IndicatorId,
  type IndicatorScope,
} from '@caseward/domain';
import { rows, type Sql } from '../query.js';
import { BASE } from './base.js';
import { CASE_COLUMNS, caseJoins, staffColumn } from './dimensions.js';
import { periodParameters, type IndicatorPeriod } from './periods.js';
import { CASEWORK_UNITS } from './units-casework.js';
import { CLOSURE_UNITS } from './units-closure.js';
import { DUTY_UNITS } from './units-duties.js';
import { CASELOADS, OPEN_CASES, SNAPSHOT_UNITS } from './units-snapshot.js';
import { STAFF_BASE, STAFF_UNITS } from './units-staff.js';

export interface IndicatorQuestion extends IndicatorPeriod {
  readonly scope: IndicatorScope;
  readonly by: readonly Dimension[];
}

/** Of one indicator and group: units below the line, units above it, and what they add up to where that is asked. */
interface Counted {
  readonly breakdown: number;
  readonly indicator: IndicatorId;
  readonly groups: readonly string[];
  readonly units: number;
  readonly hits: number;
  readonly total: number | null;
}

const UNITS = [DUTY_UNITS, ...CASEWORK_UNITS, CLOSURE_UNITS, SNAPSHOT_UNITS].join(' UNION ALL ');

/** The units of cases, each with a number of its own. */
export const CASE_UNITS = `${BASE}, ${OPEN_CASES},
  unit AS MATERIALIZED (SELECT row_number() OVER () AS unit_id, units.* FROM (${UNITS}) units)`;

export const PLACED = `unit u JOIN person k USING (case_id)
  CROSS JOIN LATERAL (
    SELECT w.agency, w.office, w.team, w.caseworker
    FROM unnest(k.since, k.until, k.agencies, k.offices, k.teams, k.caseworkers)
      AS w (at, until, agency, office, team, caseworker)
    WHERE w.at <= u.at AND u.at < w.until) w`;

/** $4 the id of the scope, or null. */
export function inScope({ kind }: IndicatorScope, alias: string): string {
  return kind === 'all' ? '$4::text IS NULL' : `${alias}.${kind} = $4::text`;
}

export function scopeParameter(scope: IndicatorScope): string | null {
  return scope.kind === 'all' ? null : scope.id;
}

const TALLY = `count(*)::integer AS units, (count(*) FILTER (WHERE hit))::integer AS hits, sum(value) AS total`;

/** One line for each indicator and group, for each of the breakdowns; the units are counted together once. */
function caseStatement(scope: IndicatorScope, breakdowns: readonly (readonly Dimension[])[]): string {
  const selects = breakdowns.map((by, index) => {
    const groups = by.map((dimension) => CASE_COLUMNS[dimension]).join(', ');
    return `SELECT ${String(index)} AS breakdown, indicator, groups, ${TALLY} FROM (
      SELECT u.indicator, ARRAY[${groups}]::text[] AS groups, u.hit, u.value
      FROM ${PLACED}
      ${caseJoins(by)}
      WHERE ${inScope(scope, 'w')}
      UNION ALL
      SELECT s.indicator, ARRAY[${by.map(staffColumn).join(', ')}]::text[], s.hit, s.value FROM (${CASELOADS}) s
      WHERE ${inScope(scope, 's')}) counted GROUP BY indicator, groups`;
  });
  return `WITH ${CASE_UNITS} ${selects.join(' UNION ALL ')}`;
}

function staffStatement(scope: IndicatorScope, breakdowns: readonly (readonly Dimension[])[]): string {
  const selects = breakdowns.map(
    (by, index) => `SELECT ${String(index)} AS breakdown, s.indicator,
      ARRAY[${by.map(staffColumn).join(', ')}]::text[] AS groups, ${TALLY}
    FROM staff_unit s WHERE ${inScope(scope, 's')} GROUP BY 2, 3`,
  );
  return `WITH ${STAFF_BASE}, staff_unit AS (${STAFF_UNITS}) ${selects.join(' UNION ALL ')}`;
}

/**
 * Section 7: every indicator for a period, as known at an instant, by any dimensions. Groups without a unit are left out.
 * Counts are exact: whoever shows them outside the agency hides the small ones first.
 */
export async function indicatorCounts(sql: Sql, question: IndicatorQuestion): Promise<IndicatorCount[]> {
  const [counts = []] = await indicatorBreakdowns(sql, question, [question.by]);
  return counts;
}

/** The same by several breakdowns at once. */
export async function indicatorBreakdowns(
  sql: Sql,
  question: Omit<IndicatorQuestion, 'by'>,
  breakdowns: readonly (readonly Dimension[])[],
): Promise<IndicatorCount[][]> {
  const { scope } = question;
  const parameters = [...(await periodParameters(sql, question)), scopeParameter(scope)];
  const counted = [
    ...(await rows<Counted>(sql, caseStatement(scope, breakdowns), parameters)),
    ...(await rows<Counted>(sql, staffStatement(scope, breakdowns), parameters)),
  ];
  return breakdowns.map((by, index) =>
    counted
      .filter(({ breakdown }) => breakdown === index)
      .map((row) => countOf(row, by))
      .sort(inOrder),
  );
}

function countOf({ indicator, groups, units, hits, total }: Counted, by: readonly Dimension[]): IndicatorCount {
  const group = Object.fromEntries(by.map((dimension, index) => [dimension, groups[index] ?? 'unknown']));
  const { unit } = INDICATORS[indicator];
  if (unit === 'count') return { indicator, group, numerator: units, denominator: null };
  return { indicator, group, numerator: unit === 'mean' ? (total ?? 0) : hits, denominator: units };
}

const ORDER = new Map(Object.keys(INDICATORS).map((indicator, index) => [indicator, index]));

function inOrder(a: IndicatorCount, b: IndicatorCount): number {
  const places = (ORDER.get(a.indicator) ?? 0) - (ORDER.get(b.indicator) ?? 0);
  if (places !== 0) return places;
  const [one, other] = [Object.values(a.group).join('\n'), Object.values(b.group).join('\n')];
  return one < other ? -1 : one > other ? 1 : 0;
}
