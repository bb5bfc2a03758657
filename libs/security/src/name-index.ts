import { createHmac } from 'node:crypto';

/** What identifies a child, as far as an index can use it. */
export interface IndexedName {
  /** Every way in which the child is called. */
  readonly names: readonly string[];
  /** Year of birth, four digits. */
  readonly birthYear?: number | undefined;
}

/** Keyed digests, eight bytes each: two are equal where two names are. */
export interface NameTokens {
  /** Of whole names, without and with the year. */
  readonly whole: readonly Buffer[];
  /** Of the beginnings of words, each with the year: never of a beginning alone, which many share. */
  readonly parts: readonly Buffer[];
}

const TOKEN_BYTES = 8;
const BEGINNING = 4;
const SHORTEST = 2;

/** Letters that are written in more than one way, and mean the same name; what carries a mark loses it before. */
const SAME: Readonly<Record<string, string>> = {
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ة: 'ه', ە: 'ه', ہ: 'ه', ک: 'ك', ء: '', ـ: '' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};
const ARTICLE = /^ال(?=\p{L}{2})/u;

/**
 * The words of a name without what differs between spellings of it: case, accents, vowel signs, hamza, the forms of alef
 * and yeh, teh marbuta, tatweel, the article, punctuation and spacing.
 */
export function foldedWords(name: string): string[] {
  return written(name).map((word) => word.replace(ARTICLE, ''));
}

/** With the article, which some write into one word with what stands before it. */
function written(name: string): string[] {
  const marks = name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  const letters = Array.from(marks, (letter) => SAME[letter] ?? letter).join('');
  const words = letters.replaceAll(/['’ʼ`]/g, '').split(/[^\p{L}]+/u);
  return words.filter((word) => word !== '');
}

/** What is stored of a name. */
export function nameTokens(key: Buffer, name: IndexedName): NameTokens {
  const years = name.birthYear === undefined ? [] : [name.birthYear];
  return tokensFor(key, name.names, years);
}

/** What is looked for: people err by a year. */
export function searchTokens(key: Buffer, name: IndexedName): NameTokens {
  const { birthYear } = name;
  return tokensFor(key, name.names, birthYear === undefined ? [] : [birthYear - 1, birthYear, birthYear + 1]);
}

function tokensFor(key: Buffer, names: readonly string[], years: readonly number[]): NameTokens {
  const each = names.map(foldedWords).filter((words) => words.length > 0);
  const joined = names.map((name) => written(name).join('')).filter((text) => text !== '');
  const wholes = [...joined, ...each.map((words) => [...words].sort().join(' '))];
  const beginnings = each.flat().filter((word) => word.length >= SHORTEST);
  const withYear = (kind: string, text: string) => years.map((year) => `${kind}|${text}|${String(year)}`);
  const whole = wholes.flatMap((text) => [`whole|${text}`, ...withYear('dated', text)]);
  const parts = beginnings.flatMap((word) => withYear('part', word.slice(0, BEGINNING)));
  return { whole: digests(key, whole), parts: digests(key, parts) };
}

function digests(key: Buffer, texts: readonly string[]): Buffer[] {
  return [...new Set(texts)].map((text) => createHmac('sha256', key).update(text).digest().subarray(0, TOKEN_BYTES));
}
