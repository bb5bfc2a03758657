import type { z } from 'zod';
import { ProblemError } from './problem.js';

type Issue = z.core.$ZodIssue;
type FieldError = { readonly pointer: string; readonly detail: string };

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function errorsOf(issue: Issue, base: readonly PropertyKey[] = []): FieldError[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerOf([...path, key]), detail: 'There is no such field.' }));
  }
  return [{ pointer: pointerOf(path), detail: issue.message }];
}

/** Shape faults: 400, with a JSON Pointer to each field. */
export function schemaProblem(issues: readonly Issue[], where = 'body'): ProblemError {
  const errors = issues.flatMap((issue) => errorsOf(issue));
  return new ProblemError(400, 'MALFORMED', `The ${where} does not have the expected shape`, {
    detail: errors.map(({ pointer, detail }) => `${pointer === '' ? `The ${where}` : pointer}: ${detail}`).join(' '),
    errors,
  });
}

/** @throws ProblemError 400 */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where?: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw schemaProblem(parsed.error.issues, where);
  return parsed.data;
}
