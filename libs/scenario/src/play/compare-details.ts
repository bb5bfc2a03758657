import { isInstant } from '@caseward/domain';
import type { Comparison } from './differences.js';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Ids are written as the names of people and organisations, instants as moments on a local clock. */
function compareText(to: Comparison, path: string, expected: string, found: unknown): void {
  if (found === expected) return;
  const { cast } = to.setting;
  if (typeof found !== 'string') return to.differs(path, expected, found);
  if (found === cast.personId(expected) || found === cast.agencyId(expected)) return;
  const isMoment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(expected);
  if (isMoment && isInstant(found)) return to.moment(path, expected, found);
  to.differs(path, expected, cast.nameOf(found));
}

function fits(to: Comparison, expected: unknown, found: unknown): boolean {
  const attempt = to.another();
  compareDetails(attempt, '', expected, found);
  return attempt.differences.length === 0;
}

/** Each expected element takes one that fits, so that two alike need two. */
function compareList(
  to: Comparison,
  path: string,
  expected: readonly unknown[],
  found: unknown,
  exactly: boolean,
): void {
  if (!Array.isArray(found)) return to.differs(path, expected, found);
  const rest = [...(found as unknown[])];
  expected.forEach((wanted, index) => {
    const at = rest.findIndex((item) => fits(to, wanted, item));
    if (at < 0) return to.differs(`${path}[${index}]`, wanted, found);
    rest.splice(at, 1);
  });
  if (exactly) rest.forEach((item) => to.differs(path, 'nothing else', item));
}

function compareWhole(to: Comparison, path: string, expected: Fields, found: unknown): void {
  compareDetails(to, path, expected, found);
  if (!isFields(found)) return;
  for (const field of Object.keys(found))
    if (!(field in expected)) to.differs(`${path}.${field}`, undefined, found[field]);
}

/** Of objects only the fields that the file names, of lists only the elements, unless it says `{"exactly": [...]}`. */
export function compareDetails(to: Comparison, path: string, expected: unknown, found: unknown): void {
  if (typeof expected === 'string') return compareText(to, path, expected, found);
  if (Array.isArray(expected)) return compareList(to, path, expected, found, false);
  if (!isFields(expected)) return to.same(path, expected, found);
  if (isFields(expected['exactly'])) return compareWhole(to, path, expected['exactly'], found);
  if (Array.isArray(expected['exactly'])) return compareList(to, path, expected['exactly'], found, true);
  if (!isFields(found)) return to.differs(path, expected, found);
  for (const [field, wanted] of Object.entries(expected)) {
    if (field in found) compareDetails(to, `${path}.${field}`, wanted, found[field]);
    else to.differs(`${path}.${field}`, wanted, undefined);
  }
}
