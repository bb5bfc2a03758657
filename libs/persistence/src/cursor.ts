/** A place in a list: the sort values of the last row that was seen. */
export type Position = readonly (string | number)[];

/** A cursor that was not given out by us, or for another list. */
export class CursorError extends Error {
  override readonly name = 'CursorError';

  constructor() {
    super('this cursor does not belong to this list');
  }
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null at the end of the list. */
  readonly next: string | null;
}

export interface PageRequest {
  /** 1 to 200; default 50. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string | null;
}

const MAX_LIMIT = 200;

/** @param list name of the list, so that a cursor of one is refused by another */
export function encodeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/** @throws CursorError */
export function decodeCursor(list: string, cursor: string, length: number): Position {
  const values = parsed(cursor);
  if (values === null || values.length !== length + 1 || values[0] !== list) throw new CursorError();
  return values.slice(1);
}

function parsed(cursor: string): (string | number)[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isPosition = Array.isArray(value) && value.every((part) => ['string', 'number'].includes(typeof part));
    return isPosition ? (value as (string | number)[]) : null;
  } catch {
    return null;
  }
}

export function limitOf({ limit = 50 }: PageRequest): number {
  return Math.max(1, Math.min(MAX_LIMIT, Math.floor(limit)));
}

/** Cuts a page from one row more than its limit: the extra row only says that there is a next page. */
export function pageOf<Row>(
  found: readonly Row[],
  limit: number,
  list: string,
  positionOf: (row: Row) => Position,
): Page<Row> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return { items, next: hasMore ? encodeCursor(list, positionOf(last)) : null };
}
