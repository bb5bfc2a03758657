import { INDICATORS, type Dimension, type IndicatorCount, type IndicatorId } from '@caseward/domain';
import type { Unit } from './units.js';

/** Whose numbers: everybody's, or those of one agency, office, team or caseworker. */
export type Scope =
  { readonly kind: 'all' } | { readonly kind: 'agency' | 'office' | 'team' | 'caseworker'; readonly id: string };

/** Adds the units up, by every combination of values that occurs. */
export function tally(
  units: readonly Unit[],
  by: readonly Dimension[],
  scope: Scope = { kind: 'all' },
): IndicatorCount[] {
  const sums = new Map<
    string,
    { indicator: IndicatorId; group: Record<string, string>; above: number; below: number }
  >();
  for (const { indicator, above, values } of units) {
    if (scope.kind !== 'all' && !values[scope.kind].includes(scope.id)) continue;
    for (const group of groupsOf(values, by)) {
      const key = JSON.stringify([indicator, group]);
      const sum = sums.get(key) ?? { indicator, group, above: 0, below: 0 };
      sum.above += above;
      sum.below += 1;
      sums.set(key, sum);
    }
  }
  return [...sums.values()].map(({ indicator, group, above, below }) => ({
    indicator,
    group,
    numerator: above,
    denominator: INDICATORS[indicator].unit === 'count' ? null : below,
  }));
}

function groupsOf(values: Unit['values'], by: readonly Dimension[]): Record<string, string>[] {
  return by.reduce<Record<string, string>[]>(
    (groups, dimension) =>
      groups.flatMap((group) => values[dimension].map((value) => ({ ...group, [dimension]: value }))),
    [{}],
  );
}
