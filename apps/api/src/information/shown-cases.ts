import { uuidSchema } from '@caseward/contracts';
import { HttpAnswer } from '../platform/http-answer.js';

const NAMES_A_CASE: ReadonlySet<string> = new Set(['caseId', 'fileId']);
/** What people wrote: an id in there shows nothing of the case that it names. */
const WRITTEN_BY_PEOPLE: ReadonlySet<string> = new Set(['content', 'form']);

/** The ids of every case and duty file that an answer shows. */
export function shownCases(answer: unknown): string[] {
  const shown = new Set<string>();
  gather(answer instanceof HttpAnswer ? (answer as HttpAnswer<unknown>).body : answer, shown);
  return [...shown];
}

function gather(value: unknown, shown: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) gather(item, shown);
    return;
  }
  if (!isPlain(value)) return;
  for (const [name, field] of Object.entries(value)) {
    if (NAMES_A_CASE.has(name) && typeof field === 'string' && uuidSchema.safeParse(field).success) {
      shown.add(field.toLowerCase());
    } else if (!WRITTEN_BY_PEOPLE.has(name)) gather(field, shown);
  }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
