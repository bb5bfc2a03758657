import { describe, expect, it } from 'vitest';
import { isSmall, shownOutside, type ShownTable, type TableRow } from './suppression.js';

const row = (key: string, denominator: number, numerator: number | null = null): TableRow => ({
  key,
  denominator,
  numerator,
});
const totalOf = (rows: readonly TableRow[]): TableRow => {
  const of = (pick: (one: TableRow) => number) => rows.reduce((sum, one) => sum + pick(one), 0);
  const hasNumerator = rows.some(({ numerator }) => numerator !== null);
  return row(
    'total',
    of(({ denominator }) => denominator),
    hasNumerator ? of(({ numerator }) => numerator ?? 0) : null,
  );
};
const named = ({ rows }: ShownTable): string[] => rows.map(({ key }) => key);

/** Every table of so many rows with a total up to a limit. */
function* tables(rows: number, most: number, counts: 'counts' | 'shares'): Generator<TableRow[]> {
  if (rows === 0) {
    yield [];
    return;
  }
  for (const rest of tables(rows - 1, most, counts)) {
    const left = most - totalOf(rest).denominator;
    for (let denominator = 0; denominator <= left; denominator += 1) {
      const key = `row ${String(rows)}`;
      if (counts === 'counts') yield [...rest, row(key, denominator)];
      else for (let above = 0; above <= denominator; above += 1) yield [...rest, row(key, denominator, above)];
    }
  }
}

/**
 * What somebody can find out who knows the rules of hiding as well as we do: all tables that look the same from outside.
 * A small count that is the same in all of them is no secret.
 */
function recovered(all: Iterable<TableRow[]>, smallCell: number): string[] {
  const worlds = new Map<string, Map<string, Set<number>>>();
  for (const rows of all) {
    const shown = JSON.stringify(shownOutside(totalOf(rows), rows, smallCell));
    const known = worlds.get(shown) ?? new Map<string, Set<number>>();
    worlds.set(shown, known);
    for (const { key, denominator, numerator } of [...rows, totalOf(rows)]) {
      const counts = { below: denominator, above: numerator ?? 0, notAbove: denominator - (numerator ?? denominator) };
      for (const [name, value] of Object.entries(counts)) {
        const possible = known.get(`${key} ${name}`) ?? new Set();
        known.set(`${key} ${name}`, possible.add(value));
      }
    }
  }
  return [...worlds].flatMap(([shown, known]) =>
    [...known].flatMap(([what, values]) => {
      const [only] = values;
      return values.size === 1 && only !== undefined && isSmall(only, smallCell)
        ? [`${what} = ${String(only)}: ${shown}`]
        : [];
    }),
  );
}

describe('tables outside the agency', () => {
  it('a small count is hidden, and another one with it, so that the total does not give it away [SPEC-7 IM-9]', () => {
    const rows = [row('female', 3), row('male', 9), row('other', 20)];
    expect(named(shownOutside(totalOf(rows), rows, 5))).toEqual(['male']);
  });

  it('nobody stands behind a zero, and nothing is hidden where nothing is small [SPEC-7]', () => {
    const rows = [row('female', 0), row('male', 9), row('other', 20)];
    expect(named(shownOutside(totalOf(rows), rows, 5))).toEqual(['male', 'other']);
  });

  it('who is not above the line is a count too: 18 of 20 tells about two [SPEC-7]', () => {
    const rows = [row('female', 20, 18), row('male', 20, 10), row('other', 30, 10)];
    const shown = shownOutside(totalOf(rows), rows, 5);
    expect(shown.rows.map(({ numerator }) => numerator)).toEqual([null, 10, null]);
    expect(shown.rows.map(({ denominator }) => denominator)).toEqual([20, 20, 30]);
  });

  it('tables over the same units hide the same denominators, whatever is above the line [SPEC-7]', () => {
    const units = [row('female', 4), row('male', 8), row('other', 9)];
    const shares = [row('female', 4, 0), row('male', 8, 4), row('other', 9, 9)];
    expect(named(shownOutside(totalOf(shares), shares, 5))).toEqual(named(shownOutside(totalOf(units), units, 5)));
  });

  it('a small total leaves nothing [SPEC-7]', () => {
    const rows = [row('female', 1, 1), row('male', 3, 0)];
    expect(shownOutside(totalOf(rows), rows, 5)).toEqual({
      total: { key: 'total', denominator: null, numerator: null, isHidden: true },
      rows: [],
      hasRest: true,
    });
  });

  it.each([
    [2, 3, 40],
    [3, 3, 30],
    [4, 3, 20],
    [3, 5, 40],
  ])('no small count comes back from %i rows of counts below %i [SPEC-7 IM-9]', (rows, smallCell, most) => {
    expect(recovered(tables(rows, most, 'counts'), smallCell).slice(0, 5)).toEqual([]);
  });

  it('no small count comes back from three rows of shares [SPEC-7 IM-9]', () => {
    expect(recovered(tables(3, 12, 'shares'), 3).slice(0, 5)).toEqual([]);
  });
});
