import { LANGUAGES } from '../definition.js';
import type { Report } from './finding.js';

/** Where files keep words: under these keys, and nowhere else. */
const WORD_KEYS = new Set(['title', 'label', 'help']);

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function nameOf(value: unknown, key: string): string {
  const { id, code, form, list } = value as { id?: string; code?: string; form?: string; list?: string };
  return id ?? code ?? form ?? list ?? key;
}

function reportMissing(words: unknown, path: string, report: Report): void {
  const said = Object.fromEntries(entries(words));
  for (const language of LANGUAGES) {
    const text = said[language];
    if (typeof text === 'string' && text.trim() !== '') continue;
    report('missing_words', path, `has no words in ${language}`);
  }
}

/** Every label, title and help anywhere in a file has its words in every language. */
export function lintWords(file: unknown, report: Report, above: readonly string[] = []): void {
  for (const [key, value] of entries(file)) {
    const isWords = WORD_KEYS.has(key) && !Array.isArray(value);
    if (isWords) reportMissing(value, [...above, key].join('.'), report);
    else if (above.at(-1) === 'relabel' && entries(value).every(([, text]) => typeof text === 'string'))
      reportMissing(value, [...above, key].join('.'), report);
    else if (typeof value === 'object' && value !== null) lintWords(value, report, [...above, nameOf(value, key)]);
  }
}
