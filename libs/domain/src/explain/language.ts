/** Languages in which refusals and due dates explain themselves. */
export const LANGUAGES = ['en', 'ar', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is refused, and what would make it possible. */
export type Saying = readonly [sentence: string, remedy: string];
/** English stands in the refusal itself. `{name}` is filled from its inputs. */
export interface Wording {
  readonly ar: Saying;
  readonly fr: Saying;
}

/** A word in every language. */
export type Word = Readonly<Record<Language, string>>;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const NO_BREAK_SPACE = '\u00a0';

/** A value in a sentence: without the isolate, a date inside Arabic text is drawn in the wrong order. */
export function inserted(language: Language, value: string): string {
  return language === 'ar' ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;
}

/** French keeps its high punctuation on the line. */
export function typeset(language: Language, sentence: string): string {
  if (language !== 'fr') return sentence;
  return sentence.replaceAll(/ (?=[:;?!»])/g, NO_BREAK_SPACE).replaceAll(/(?<=«) /g, NO_BREAK_SPACE);
}

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
/** A counted noun: `{n}` is the number. Arabic has forms for one, two, three to ten, and more. */
export type CountedNoun = Readonly<Record<Language, Forms>>;

/** The plural categories of the three languages; the domain asks no locale data of its host. */
function pluralOf(language: Language, n: number): Intl.LDMLPluralRule {
  if (language === 'en') return n === 1 ? 'one' : 'other';
  if (language === 'fr') return n < 2 ? 'one' : 'other';
  if (n === 0) return 'zero';
  if (n === 1) return 'one';
  if (n === 2) return 'two';
  const rest = n % 100;
  if (rest >= 3 && rest <= 10) return 'few';
  return rest >= 11 ? 'many' : 'other';
}

export function counted(language: Language, n: number, noun: CountedNoun): string {
  const forms = noun[language];
  return (forms[pluralOf(language, n)] ?? forms.other).replace('{n}', inserted(language, String(n)));
}
