import type { Dimension, IndicatorId, LocalDate } from '@caseward/domain';
import { rows, type Sql } from '../query.js';
import { CASE_UNITS, inScope, PLACED, scopeParameter, type IndicatorQuestion } from './counts.js';
import { CASE_COLUMNS, caseJoins, staffColumn } from './dimensions.js';
import { periodParameters } from './periods.js';
import { CASELOADS } from './units-snapshot.js';
import { STAFF_BASE, STAFF_UNITS } from './units-staff.js';

/** One thing that was counted: an obligation, a referral, a closure, a case, a caseworker. */
export interface IndicatorUnitRow {
  /** Null where what is counted is no case. */
  readonly caseId: string | null;
  readonly caseCode: string | null;
  readonly caseworkerId: string | null;
  /** What of the case, such as `follow_up:1:12` or `referral:7`. */
  readonly subject: string;
  readonly countedOn: LocalDate | null;
  readonly isAbove: boolean;
  /** Of a mean: what it adds. */
  readonly adds: number | null;
  readonly groups: readonly string[];
}

export interface IndicatorUnits {
  readonly items: readonly IndicatorUnitRow[];
  /** Counted as well, in cases that meanwhile belong to somebody else. */
  readonly elsewhere: number;
}

/** Indicators over staff, which are no cases. */
const ABOUT_STAFF: readonly IndicatorId[] = ['K1', 'P6a', 'P6b', 'P6c', 'P6d', 'P7a', 'P7b', 'P7c'];
const FROM_DUTY_FILES: readonly IndicatorId[] = ['K1', 'P6c', 'P7a', 'P7b', 'P7c'];

const groups = (columns: readonly string[]): string => `ARRAY[${columns.join(', ')}]::text[] AS groups`;

/** Only cases that the reader could open as they stand today; $5 the indicator. */
function caseStatement({ scope, by }: IndicatorQuestion): string {
  return `WITH ${CASE_UNITS}
  SELECT u.case_id AS "caseId", c.case_code AS "caseCode", w.caseworker AS "caseworkerId", u.subject,
    coalesce(u.day, caseward.local_date(k.offsets, u.at)) AS "countedOn", u.hit AS "isAbove", u.value AS adds,
    ${groups(by.map((dimension) => CASE_COLUMNS[dimension]))}, ${stillIn(scope.kind)} AS "isVisible"
  FROM ${PLACED}
  JOIN caseward.case_summary c ON c.case_id = u.case_id
  ${caseJoins(by)}
  WHERE u.indicator = $5 AND ${inScope(scope, 'w')}
  ORDER BY "countedOn", u.case_id, u.subject`;
}

function stillIn(kind: IndicatorQuestion['scope']['kind']): string {
  return kind === 'all' ? 'true' : `coalesce(c.${kind}_id = $4::text, false)`;
}

function staffStatement({ scope, by }: IndicatorQuestion, indicator: IndicatorId): string {
  const isFromFiles = FROM_DUTY_FILES.includes(indicator);
  const base = isFromFiles ? STAFF_BASE : CASE_UNITS;
  return `WITH ${base}
  SELECT NULL AS "caseId", NULL AS "caseCode", s.caseworker AS "caseworkerId", s.subject, NULL::date AS "countedOn",
    s.hit AS "isAbove", s.value AS adds, ${groups(by.map(staffColumn))}, true AS "isVisible"
  FROM (${isFromFiles ? STAFF_UNITS : CASELOADS}) s
  WHERE s.indicator = $5 AND ${inScope(scope, 's')}
  ORDER BY s.team, s.caseworker, s.subject`;
}

/** Section 7: what stands behind one indicator, unit by unit, for those who may see the cases. */
export async function indicatorUnits(
  sql: Sql,
  question: IndicatorQuestion,
  indicator: IndicatorId,
): Promise<IndicatorUnits> {
  const statement = ABOUT_STAFF.includes(indicator) ? staffStatement(question, indicator) : caseStatement(question);
  const parameters = [...(await periodParameters(sql, question)), scopeParameter(question.scope), indicator];
  const found = await rows<IndicatorUnitRow & { isVisible: boolean }>(sql, statement, parameters);
  const items = found.filter(({ isVisible }) => isVisible).map(({ isVisible: _, ...item }) => item);
  return { items, elsewhere: found.length - items.length };
}

/** The groups of a unit by name. */
export function groupOf(
  { groups: values }: Pick<IndicatorUnitRow, 'groups'>,
  by: readonly Dimension[],
): Readonly<Partial<Record<Dimension, string>>> {
  return Object.fromEntries(by.map((dimension, index) => [dimension, values[index] ?? 'unknown']));
}
