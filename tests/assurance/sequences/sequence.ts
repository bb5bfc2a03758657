import type { Answer } from '../../api/support/person.js';
import type { Site } from './site.js';

/** The rules of RESTler, each a relation between requests that no single one can break. */
export const RULES = ['use after end', 'resource hierarchy', 'leakage', 'invalid object', 'namespace'] as const;
export type Rule = (typeof RULES)[number];

export interface Sequence {
  readonly rule: Rule;
  readonly name: string;
  /**
   * @param isBroken plants the fault: the one request is left out, or made by whom it is allowed, that keeps the rule
   * @returns what should not have been answered
   */
  run(site: Site, isBroken: boolean): Promise<string[]>;
}

type Asked = Promise<Answer<unknown>>;

/** Requests that all have to be refused, and may show no mark; what was answered otherwise is returned. */
export async function refused(all: Readonly<Record<string, () => Asked>>, mark?: string): Promise<string[]> {
  const hits: string[] = [];
  for (const [name, ask] of Object.entries(all)) {
    const { status, text } = await ask();
    if (status < 400 || status >= 500) hits.push(`${name} answers ${String(status)}`);
    else if (mark !== undefined && text.includes(mark)) hits.push(`${name} tells content in its refusal`);
  }
  return hits;
}

/** Lists that may not name any of these ids. */
export async function absent(lists: Readonly<Record<string, () => Asked>>, ids: readonly string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const [name, ask] of Object.entries(lists)) {
    const { status, text } = await ask();
    if (status >= 500) hits.push(`${name} answers ${String(status)}`);
    if (ids.some((id) => text.includes(id))) hits.push(`${name} still names it`);
  }
  return hits;
}
