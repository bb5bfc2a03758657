import { CursorError, type Page } from '@caseward/persistence';
import { z } from 'zod';
import { HttpAnswer } from '../platform/http-answer.js';
import { ProblemError } from '../platform/problem.js';

/** Query parameters of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).exactOptional().meta({ description: 'The cursor `next` of the page before.' }),
};

/** @throws ProblemError 400 for a cursor that is not of this list */
export async function pageAnswer<Item, View>(
  path: string,
  query: Readonly<Record<string, unknown>>,
  page: () => Promise<Page<Item>>,
  view: (item: Item) => View,
): Promise<HttpAnswer<{ items: View[]; next: string | null }>> {
  const { items, next } = await readPage(page);
  return new HttpAnswer(
    200,
    { items: items.map(view), next },
    next === null ? {} : { link: nextLink(path, query, next) },
  );
}

async function readPage<Item>(page: () => Promise<Page<Item>>): Promise<Page<Item>> {
  try {
    return await page();
  } catch (error) {
    if (!(error instanceof CursorError)) throw error;
    throw new ProblemError(400, 'MALFORMED', 'The cursor cannot be used', {
      detail: 'This cursor does not belong to this list.',
      remedy: 'Begin without "after", and follow "next" from there.',
    });
  }
}

function nextLink(path: string, query: Readonly<Record<string, unknown>>, next: string): string {
  const parameters = Object.entries({ ...query, after: next }).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one): [string, string] => [name, String(one)]),
  );
  return `<${path}?${new URLSearchParams(parameters).toString()}>; rel="next"`;
}
