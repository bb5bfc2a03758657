import { COMMON_WORDS, CONTEXT_WORDS, ROWS } from './common-passwords.js';

/** NIST SP 800-63B asks for eight beside a second factor; a few more cost little. No rule about which signs. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
/** So many signs have to be left when everything that can be looked up is taken away. */
const SIGNS_OF_ITS_OWN = 8;
const SHORTEST_WORD = 3;

export type PasswordFault = 'too_short' | 'too_long' | 'guessable';

const LETTERS_FOR: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '+': 't', '€': 'e', '|': 'l' },
};
const rows = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]);
/** Spaces, and the second half of a sign that takes two units. */
const COUNTS_NOT = /[\s\uDC00-\uDFFF]/;
const YEAR = /19\d\d|20[0-3]\d/g;
const REPEATED = /(.)\1{2,}|(.{2,8}?)\2+/gsu;

/**
 * Why nobody may choose this password; null when it stands. It is judged as guessing programs would write it: without
 * accents and capitals, digits for letters read as letters.
 * @param about what is known of the person: login, names
 */
export function passwordFault(password: string, about: readonly string[] = []): PasswordFault | null {
  const { length } = Array.from(password);
  if (length < SHORTEST_PASSWORD) return 'too_short';
  if (length > LONGEST_PASSWORD) return 'too_long';
  return signsOfItsOwn(password, about) < SIGNS_OF_ITS_OWN ? 'guessable' : null;
}

/** How many signs are no part of a common word, of a word about us or the person, a row of keys, a year, a repetition. */
function signsOfItsOwn(password: string, about: readonly string[]): number {
  const text = plain(password);
  const read = Array.from(text, (sign) => LETTERS_FOR[sign] ?? sign).join('');
  const known = new Array<boolean>(text.length).fill(false);
  const mark = (from: number, to: number): void => void known.fill(true, from, to);
  const own = about.flatMap((each) => plain(each).split(/[^\p{L}\p{N}]+/u));
  for (const word of [...COMMON_WORDS, ...CONTEXT_WORDS, ...own]) {
    if (word.length < SHORTEST_WORD) continue;
    for (const where of [text, read]) markWord(where, word, mark);
  }
  markRows(text, mark);
  for (const { index, 0: year } of text.matchAll(YEAR)) mark(index, index + year.length);
  for (const { index, 0: all, 1: sign, 2: part } of text.matchAll(REPEATED)) {
    mark(index + (sign ?? part ?? '').length, index + all.length);
  }
  return text.split('').filter((unit, at) => known[at] !== true && !COUNTS_NOT.test(unit)).length;
}

type Mark = (from: number, to: number) => void;

function markWord(text: string, word: string, mark: Mark): void {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) mark(at, at + word.length);
}

function markRows(text: string, mark: Mark): void {
  for (let from = 0; from < text.length; from += 1) {
    let to = from + SHORTEST_WORD;
    while (to <= text.length && rows.some((row) => row.includes(text.slice(from, to)))) to += 1;
    if (to > from + SHORTEST_WORD) mark(from, to - 1);
  }
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
