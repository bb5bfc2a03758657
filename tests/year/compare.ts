import { DIMENSIONS, type Dimension, type IndicatorCount } from '@caseward/domain';
import type { Scope } from './count/tally.js';
import type { Question } from './count/units.js';

/** Numbers that are equal, and those that are not, in words. */
export interface Comparison {
  readonly compared: number;
  readonly differences: readonly string[];
}

/** Weeks and days are sums of fractions. */
const TOLERANCE = 1e-6;

/** Every line on either side: what only one of them knows is a difference too. */
export function compare(
  title: string,
  counted: readonly IndicatorCount[],
  told: readonly IndicatorCount[],
): Comparison {
  const [ours, theirs] = [byLine(counted), byLine(told)];
  const differences: string[] = [];
  let compared = 0;
  for (const line of new Set([...ours.keys(), ...theirs.keys()])) {
    const [our, their] = [ours.get(line), theirs.get(line)];
    for (const part of ['numerator', 'denominator'] as const) {
      const [one, other] = [our?.[part], their?.[part]];
      if (one === null && other === null) continue;
      compared += 1;
      if (typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) <= TOLERANCE) continue;
      differences.push(`${title} ${line} ${part}: counted ${String(one)}, told ${String(other)}`);
    }
  }
  return { compared, differences };
}

function byLine(counts: readonly IndicatorCount[]): Map<string, IndicatorCount> {
  const lines = counts.map((count) => [lineOf(count), count] as const);
  const map = new Map(lines);
  if (map.size !== lines.length) throw new Error('a line is told twice');
  return map;
}

function lineOf({ indicator, group }: IndicatorCount): string {
  const values = DIMENSIONS.flatMap((dimension) =>
    group[dimension] === undefined ? [] : [`${dimension}=${group[dimension]}`],
  );
  return [indicator, ...values].join(' ');
}

export interface AskedOf extends Question {
  readonly title: string;
}

const END = '2025-12-31T22:30:00.000Z';
/** The year and its quarters as they are known at its end, and twice as they were known before. */
export const QUESTIONS: readonly [AskedOf, ...AskedOf[]] = [
  { title: 'the year', from: '2025-01-01', to: '2025-12-31', asKnownAt: END },
  { title: 'quarter 1', from: '2025-01-01', to: '2025-03-31', asKnownAt: END },
  { title: 'quarter 2', from: '2025-04-01', to: '2025-06-30', asKnownAt: END },
  { title: 'quarter 3', from: '2025-07-01', to: '2025-09-30', asKnownAt: END },
  { title: 'quarter 4', from: '2025-10-01', to: '2025-12-31', asKnownAt: END },
  { title: 'quarter 2, known in July', from: '2025-04-01', to: '2025-06-30', asKnownAt: '2025-07-02T09:30:00.000Z' },
  { title: 'the year, known in October', from: '2025-01-01', to: '2025-12-31', asKnownAt: '2025-10-01T14:00:00.000Z' },
];

/** In total, by all that divide the children without overlap, and by what overlaps. */
export const BREAKDOWNS: readonly (readonly Dimension[])[] = [
  [],
  DIMENSIONS.filter((dimension) => dimension !== 'concern'),
  ['concern', 'level', 'agency'],
];
export const SCOPES: readonly Scope[] = [
  { kind: 'agency', id: 'y-agency-2' },
  { kind: 'office', id: 'y-office-2' },
  { kind: 'team', id: 'y-team-3' },
  { kind: 'caseworker', id: 'y-cw-1-1' },
];
