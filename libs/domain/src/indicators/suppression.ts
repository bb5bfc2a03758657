/**
 * Section 7, IM-9: what may be shown of a table outside the agency. A count is small when it is above 0 and below the
 * policy's `reporting.small_cell`; nobody stands behind a zero. Hidden are small counts, and with them as many others as it
 * takes that no subtraction brings them back: from the total, from the other rows, or from who is not above the line.
 */
export interface TableRow {
  /** What the row is about, such as `female`. */
  readonly key: string;
  /** Units below the line, or the count itself. */
  readonly denominator: number;
  /** Units above the line; null in a table of counts. */
  readonly numerator: number | null;
}

/** What is left of a row; null is hidden. A row without a denominator is not named: it stands in the rest. */
export interface ShownRow {
  readonly key: string;
  readonly denominator: number | null;
  readonly numerator: number | null;
  /** Whether a number that the table has was hidden. */
  readonly isHidden: boolean;
}

export interface ShownTable {
  readonly total: ShownRow;
  readonly rows: readonly ShownRow[];
  /** Rows that are not named because their counts are hidden. */
  readonly hasRest: boolean;
}

export function isSmall(count: number, smallCell: number): boolean {
  return count > 0 && count < smallCell;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What is missed least in a table goes first. */
const MISSED_LEAST = ['unknown', 'none', 'other'];

function placeOf({ key }: TableRow): number {
  const place = MISSED_LEAST.indexOf(key);
  return place === -1 ? MISSED_LEAST.length : place;
}

/**
 * Hides further rows, always the same ones first: chosen by their size, what is hidden would tell how large it is not.
 * At least one row that is not small goes with the small ones, and more until the rest leaves room for doubt.
 */
function withProtection(
  secret: readonly TableRow[],
  rows: readonly TableRow[],
  isInDoubt: (hidden: readonly TableRow[]) => boolean,
): ReadonlySet<string> {
  const hidden = [...secret];
  if (secret.length > 0) {
    const others = rows.filter((row) => row.denominator > 0 && !secret.includes(row));
    others.sort((a, b) => placeOf(a) - placeOf(b) || (a.key > b.key ? -1 : 1));
    for (const row of others) {
      hidden.push(row);
      if (isInDoubt(hidden)) break;
    }
  }
  return new Set(hidden.map(({ key }) => key));
}

/**
 * The rows whose denominators are hidden. They follow from the denominators alone, so that every table over the same units
 * hides the same ones, whatever it counts above the line.
 */
function hiddenDenominators(rows: readonly TableRow[], smallCell: number): ReadonlySet<string> {
  const small = rows.filter(({ denominator }) => isSmall(denominator, smallCell));
  return withProtection(small, rows, (hidden) => {
    return sum(hidden.map(({ denominator }) => denominator)) >= 2 * smallCell + hidden.length;
  });
}

const above = ({ numerator }: TableRow): number => numerator ?? 0;
const notAbove = (row: TableRow): number => row.denominator - above(row);

function isShareSmall(row: TableRow, smallCell: number): boolean {
  return isSmall(above(row), smallCell) || isSmall(notAbove(row), smallCell);
}

/** The rows whose numerators are hidden: small ones, those without a denominator, and what protects them. */
function hiddenNumerators(
  rows: readonly TableRow[],
  denominators: ReadonlySet<string>,
  smallCell: number,
): ReadonlySet<string> {
  const secret = rows.filter((row) => denominators.has(row.key) || isShareSmall(row, smallCell));
  return withProtection(secret, rows, (hidden) => {
    const enough = 2 * smallCell + hidden.length;
    return sum(hidden.map(above)) >= enough && sum(hidden.map(notAbove)) >= enough;
  });
}

/**
 * @param total over all rows; of a dimension in which a case stands in several rows it is less than their sum
 * @param isNumeratorKnown false hides every numerator, because another table would give it away
 */
export function shownOutside(
  total: TableRow,
  rows: readonly TableRow[],
  smallCell: number,
  isNumeratorKnown = true,
): ShownTable {
  if (isSmall(total.denominator, smallCell)) {
    return { total: { ...nothingOf(total), key: total.key }, rows: [], hasRest: rows.length > 0 };
  }
  const denominators = hiddenDenominators(rows, smallCell);
  const numerators = hiddenNumerators(rows, denominators, smallCell);
  const shown = (row: TableRow, isHidden: boolean): ShownRow => ({
    key: row.key,
    denominator: row.denominator,
    numerator: isHidden ? null : row.numerator,
    isHidden: isHidden && row.numerator !== null,
  });
  return {
    total: shown(total, !isNumeratorKnown || isShareSmall(total, smallCell)),
    rows: rows
      .filter(({ key, denominator }) => denominator > 0 && !denominators.has(key))
      .map((row) => shown(row, !isNumeratorKnown || numerators.has(row.key))),
    hasRest: denominators.size > 0,
  };
}

function nothingOf({ key }: TableRow): ShownRow {
  return { key, denominator: null, numerator: null, isHidden: true };
}
