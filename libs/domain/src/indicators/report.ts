import { numberOf, numberOrUnset, type PolicySnapshot } from '../policy/policy.js';
import {
  INDICATORS,
  type Dimension,
  type IndicatorCount,
  type IndicatorId,
  type IndicatorUnit,
} from './definitions.js';
import { isSmall, shownOutside, type ShownRow, type TableRow } from './suppression.js';

/** One number with what it was made of; null where there is nothing to divide by, or where it is hidden. */
export interface IndicatorLine {
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Percent or mean to one decimal, or the count. */
  readonly value: number | null;
  readonly isMet: boolean | null;
  /** Small counts, and what would give them away, are hidden outside the agency. */
  readonly isHidden: boolean;
}

export interface IndicatorTable {
  readonly indicator: IndicatorId;
  readonly unit: IndicatorUnit;
  readonly target: number | null;
  readonly total: IndicatorLine;
  readonly lines: readonly IndicatorLine[];
  /** There are groups that are not named because their counts are hidden. */
  readonly hasRest: boolean;
}

function targetOf(policy: PolicySnapshot, indicator: IndicatorId): number | null {
  const key = INDICATORS[indicator].target;
  if (key === null) return null;
  return key === 'indicator.on_time_percent' ? numberOrUnset(policy, key) : numberOf(policy, key);
}

type Numbers = Pick<IndicatorLine, 'numerator' | 'denominator'>;

function valueOf(unit: IndicatorUnit, { numerator, denominator }: Numbers): number | null {
  if (unit === 'count' || numerator === null) return numerator;
  if (denominator === null || denominator === 0) return null;
  const scale = unit === 'percent' ? 1000 : 10;
  return Math.round((numerator * scale) / denominator) / 10;
}

/** Whether the target is met is asked of the counts: rounding up to it is not reaching it. */
function isMetBy({ numerator, denominator }: Numbers, target: number | null): boolean | null {
  if (target === null || numerator === null || denominator === null || denominator === 0) return null;
  return numerator * 100 >= target * denominator;
}

function lineOf(policy: PolicySnapshot, { indicator, group, numerator, denominator }: IndicatorCount): IndicatorLine {
  const { unit } = INDICATORS[indicator];
  const numbers = { numerator, denominator };
  const isMet = isMetBy(numbers, targetOf(policy, indicator));
  return { group, ...numbers, value: valueOf(unit, numbers), isMet, isHidden: false };
}

/** What the totals and the groups of one period say, as exact as they were counted: for the agency itself. */
export function tablesOf(
  policy: PolicySnapshot,
  totals: readonly IndicatorCount[],
  groups: readonly IndicatorCount[],
): IndicatorTable[] {
  return totals.map((total) => ({
    indicator: total.indicator,
    unit: INDICATORS[total.indicator].unit,
    target: targetOf(policy, total.indicator),
    total: lineOf(policy, total),
    lines: groups.filter(({ indicator }) => indicator === total.indicator).map((group) => lineOf(policy, group)),
    hasRest: false,
  }));
}

/**
 * Numerators of the same units that lie in or beside each other: their difference is a count as well. The later ones are
 * hidden where it is small.
 */
const RELATED: readonly { readonly hides: IndicatorId; readonly by: IndicatorId; readonly how: 'within' | 'beside' }[] =
  [
    { hides: 'P5d', by: 'P5c', how: 'within' },
    { hides: 'P10c', by: 'P10b', how: 'within' },
    { hides: 'P10d', by: 'P10b', how: 'within' },
    { hides: 'P10d', by: 'P10c', how: 'within' },
    { hides: 'P11b', by: 'P11a', how: 'beside' },
    { hides: 'P12c', by: 'P12a', how: 'within' },
    { hides: 'P12c', by: 'P12b', how: 'within' },
  ];

/**
 * The same tables as they may leave the agency (IM-9), each by one dimension at most.
 * @param by null: totals alone
 */
export function outsideTablesOf(
  policy: PolicySnapshot,
  totals: readonly IndicatorCount[],
  groups: readonly IndicatorCount[],
  by: Dimension | null,
): IndicatorTable[] {
  const smallCell = numberOf(policy, 'reporting.small_cell');
  return tablesOf(policy, totals, groups).map((table) => {
    const { indicator, unit, total, lines, target } = table;
    const rowOf = (line: IndicatorLine): TableRow => tableRow(unit, line, by);
    const isKnown = !givesAway(indicator, [...totals, ...groups], smallCell);
    const shown = shownOutside(rowOf(total), lines.map(rowOf), smallCell, isKnown);
    const keep = (row: ShownRow, line: IndicatorLine): IndicatorLine => shownLine(indicator, line, row, target);
    return {
      ...table,
      total: keep(shown.total, total),
      lines: shown.rows.flatMap((row) =>
        lines.filter((line) => rowOf(line).key === row.key).map((line) => keep(row, line)),
      ),
      hasRest: shown.hasRest,
    };
  });
}

/** A mean has nobody above its line: only the units below it are counts. */
function tableRow(unit: IndicatorUnit, line: IndicatorLine, by: Dimension | null): TableRow {
  return {
    key: by === null ? 'total' : (line.group[by] ?? 'total'),
    denominator: (unit === 'count' ? line.numerator : line.denominator) ?? 0,
    numerator: unit === 'percent' ? line.numerator : null,
  };
}

function givesAway(indicator: IndicatorId, counts: readonly IndicatorCount[], smallCell: number): boolean {
  return RELATED.filter(({ hides }) => hides === indicator).some(({ by, how }) =>
    counts
      .filter((one) => one.indicator === indicator)
      .some((one) => {
        const other = counts.find((count) => count.indicator === by && isSameGroup(count, one));
        const between = how === 'within' ? one.numerator : (one.denominator ?? 0) - one.numerator;
        return isSmall(Math.abs(between - (other?.numerator ?? 0)), smallCell);
      }),
  );
}

function isSameGroup(one: IndicatorCount, other: IndicatorCount): boolean {
  return JSON.stringify(one.group) === JSON.stringify(other.group);
}

/** The sum behind a mean and the number of answered transfers would tell more than the mean itself. */
function shownLine(
  indicator: IndicatorId,
  line: IndicatorLine,
  { denominator, numerator, isHidden }: ShownRow,
  target: number | null,
): IndicatorLine {
  const { unit } = INDICATORS[indicator];
  const { group } = line;
  if (denominator === null) {
    return { group, numerator: null, denominator: null, value: null, isMet: null, isHidden: true };
  }
  if (unit === 'count') return line;
  if (unit === 'mean') return { ...line, numerator: null, denominator: null };
  const numbers = { numerator, denominator };
  return { group, ...numbers, value: valueOf(unit, numbers), isMet: isMetBy(numbers, target), isHidden };
}
