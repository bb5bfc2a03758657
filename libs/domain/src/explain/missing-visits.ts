import { counted, inserted, type CountedNoun, type Language } from './language.js';

const MORE_FOLLOW_UPS: CountedNoun = {
  en: { one: 'one more follow-up', other: '{n} more follow-ups on different days' },
  ar: {
    one: 'زيارة متابعة واحدة أخرى',
    two: 'زيارتَي متابعة أخريين في يومين مختلفين',
    few: '{n} زيارات متابعة أخرى في أيام مختلفة',
    other: '{n} زيارة متابعة أخرى في أيام مختلفة',
  },
  fr: { one: 'encore {n} suivi', other: 'encore {n} suivis, à des jours différents' },
};
const MORE_REVIEWS: CountedNoun = {
  en: { one: 'one more review', other: '{n} more reviews' },
  ar: { one: 'مراجعة واحدة أخرى', two: 'مراجعتين أخريين', few: '{n} مراجعات أخرى', other: '{n} مراجعة أخرى' },
  fr: { one: 'encore {n} revue', other: 'encore {n} revues' },
};
const AND: Readonly<Record<Language, string>> = { en: ' and ', ar: ' و', fr: ' et ' };

export interface MissingVisits {
  readonly followUps: number;
  readonly reviews: number;
  /** They count after this date; null while no plan is being implemented. */
  readonly after: string | null;
}

/** 3.10: what the 2 + 1 gate still waits for, such as "Closure needs one more review after 2026-05-04." */
export function missingVisitsInWords(language: Language, { followUps, reviews, after }: MissingVisits): string {
  const missing = [
    ...(followUps > 0 ? [counted(language, followUps, MORE_FOLLOW_UPS)] : []),
    ...(reviews > 0 ? [counted(language, reviews, MORE_REVIEWS)] : []),
  ].join(AND[language]);
  return SENTENCES[language](missing, after === null ? null : inserted(language, after));
}

const SENTENCES: Readonly<Record<Language, (missing: string, after: string | null) => string>> = {
  en: (missing, after) =>
    `Closure needs ${missing} ${after === null ? 'once the plan is being implemented' : `after ${after}`}.`,
  ar: (missing, after) => `يحتاج الإغلاق إلى ${missing} ${after === null ? 'بعد بدء تنفيذ الخطة' : `بعد ${after}`}.`,
  fr: (missing, after) =>
    `La clôture exige ${missing} ${after === null ? 'une fois le plan mis en œuvre' : `après le ${after}`}.`,
};

const HAVE: Readonly<Record<Language, string>> = {
  en: 'Closure has {followUps} of {followUpsNeeded} follow-ups and {reviews} of {reviewsNeeded} reviews.',
  ar: 'لدى الإغلاق {followUps} من {followUpsNeeded} من زيارات المتابعة و{reviews} من {reviewsNeeded} من المراجعات.',
  fr: 'La clôture compte {followUps} suivis sur {followUpsNeeded} et {reviews} revues sur {reviewsNeeded}.',
};

export function countedVisitsTemplate(language: Language): string {
  return HAVE[language];
}
