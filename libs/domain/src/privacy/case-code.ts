import type { LocalDate } from '../time/instant.js';

/**
 * IM-1: a code holds no name, initials, date of birth, sex or place, not even by chance. Without letters it cannot spell
 * any; without 0, 1 and 2 it cannot hold a month, a year of this century or most days.
 */
const DIGITS = '3456789';
const GROUPS = 3;
const DIGITS_A_GROUP = 4;

/** The code that belongs to a number drawn at random, or to a digest: `5739-4863-7459`. */
export function caseCodeOf(number: bigint): string {
  const base = BigInt(DIGITS.length);
  let rest = number < 0n ? -number : number;
  const groups = Array.from({ length: GROUPS }, () => {
    let group = '';
    for (let place = 0; place < DIGITS_A_GROUP; place += 1) {
      group += DIGITS[Number(rest % base)] ?? '';
      rest /= base;
    }
    return group;
  });
  return groups.join('-');
}

/** What is known of a child and must not stand in the code. */
export interface IdentifyingFacts {
  readonly names?: readonly string[];
  readonly bornOn?: LocalDate;
  readonly sex?: string;
  readonly places?: readonly string[];
}

export const REVEALED = ['name', 'initials', 'birth', 'sex', 'place'] as const;
export type Revealed = (typeof REVEALED)[number];

/** Shorter parts of a word are in every code and say nothing. */
const TELLING_LETTERS = 3;

const wordsOf = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.toUpperCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '');

function holdsPartOf(plain: string, texts: readonly string[]): boolean {
  return wordsOf(texts).some((word) => {
    if (word.length <= TELLING_LETTERS) return plain.includes(word);
    const parts = Array.from({ length: word.length - TELLING_LETTERS + 1 }, (_, at) =>
      word.slice(at, at + TELLING_LETTERS),
    );
    return parts.some((part) => plain.includes(part));
  });
}

function holdsInitials(plain: string, names: readonly string[]): boolean {
  const initials = wordsOf(names).map((word) => word.slice(0, 1));
  return initials.length > 1 && [initials, [...initials].reverse()].some((letters) => plain.includes(letters.join('')));
}

function holdsBirth(plain: string, bornOn: LocalDate): boolean {
  const [year = '', month = '', day = ''] = bornOn.split('-');
  return [year, month + day, day + month, year.slice(2) + month, month + year.slice(2)].some((part) =>
    plain.includes(part),
  );
}

/** How a sex is abbreviated: a letter, or a digit, that stands by itself between the marks of a code. */
function holdsSex(code: string, sex: string): boolean {
  const word = sex.toUpperCase();
  return (
    wordsOf([code]).some((part) => part === word || part === word.slice(0, 1)) || holdsPartOf(code.toUpperCase(), [sex])
  );
}

/** IM-1: which of these facts a code gives away. */
export function revealedBy(code: string, { names = [], bornOn, sex, places = [] }: IdentifyingFacts): Revealed[] {
  const plain = code.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  const found: Readonly<Record<Revealed, boolean>> = {
    name: holdsPartOf(plain, names),
    initials: holdsInitials(plain, names),
    birth: bornOn !== undefined && holdsBirth(plain, bornOn),
    sex: sex !== undefined && holdsSex(code, sex),
    place: holdsPartOf(plain, places),
  };
  return REVEALED.filter((fact) => found[fact]);
}
