import type { Derivation, Due, ObligationKind } from '../case/obligation.js';
import type { Zone } from '../time/zone.js';
import { counted, inserted, typeset, type CountedNoun, type Language } from './language.js';
import { momentInWords } from './values.js';
import { KIND_WORDS } from './words.js';

const HOURS: CountedNoun = {
  en: { one: '{n} hour', other: '{n} hours' },
  ar: { zero: 'حالًا', one: 'ساعة واحدة', two: 'ساعتان', few: '{n} ساعات', many: '{n} ساعة', other: '{n} ساعة' },
  fr: { one: '{n} heure', other: '{n} heures' },
};
const DAYS: CountedNoun = {
  en: { one: '{n} day', other: '{n} days' },
  ar: { zero: 'اليوم نفسه', one: 'يوم واحد', two: 'يومان', few: '{n} أيام', many: '{n} يومًا', other: '{n} يوم' },
  fr: { one: '{n} jour', other: '{n} jours' },
};
const MONTHS: CountedNoun = {
  en: { one: '{n} month', other: '{n} months' },
  ar: { one: 'شهر واحد', two: 'شهران', few: '{n} أشهر', many: '{n} شهرًا', other: '{n} شهر' },
  fr: { one: '{n} mois', other: '{n} mois' },
};
const CONTACTS: CountedNoun = {
  en: { one: '{n} contact', other: '{n} contacts' },
  ar: { one: 'زيارة واحدة', two: 'زيارتان', few: '{n} زيارات', many: '{n} زيارة', other: '{n} زيارة' },
  fr: { one: '{n} contact', other: '{n} contacts' },
};
const EVERY: Readonly<Record<Language, (contacts: string, days: string) => string>> = {
  en: (contacts, days) => `${contacts} in ${days}`,
  ar: (contacts, days) => `${contacts} كل ${days}`,
  fr: (contacts, days) => `${contacts} en ${days}`,
};
const ENDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'end of the day': { en: 'by the end of the day', ar: 'قبل نهاية اليوم', fr: 'avant la fin de la journée' },
  'end of the encounter': {
    en: 'before leaving the child',
    ar: 'قبل مغادرة الطفل',
    fr: 'avant de quitter l’enfant',
  },
  'agreed date': { en: 'the agreed date', ar: 'موعد متفق عليه', fr: 'date convenue' },
  'calendar month': { en: 'each calendar month', ar: 'كل شهر تقويمي', fr: 'chaque mois civil' },
};
const UNITS: Readonly<Record<string, CountedNoun>> = { hours: HOURS, days: DAYS, months: MONTHS };

/** The applied term, `7 days` or `2 in 7 days`, in the words of a language; one of another form stands as it is. */
export function termInWords(term: string, language: Language): string {
  const end = ENDS[term];
  if (end !== undefined) return end[language];
  const cadence = /^(\d+) in (\d+) days$/.exec(term);
  if (cadence !== null) {
    return EVERY[language](
      counted(language, Number(cadence[1]), CONTACTS),
      counted(language, Number(cadence[2]), DAYS),
    );
  }
  const [, amount = '', unit = ''] = /^(\d+) (hours|days|months)$/.exec(term) ?? [];
  const noun = UNITS[unit];
  return noun === undefined ? inserted(language, term) : counted(language, Number(amount), noun);
}

interface Parts {
  readonly kind: string;
  readonly due: string;
  readonly term: string;
  readonly from: string;
  readonly rule: string;
}
const SENTENCES: Readonly<Record<Language, (parts: Parts) => string>> = {
  en: ({ kind, due, term, from, rule }) => `${kind} due by ${due}: ${term}, counted from ${from} (${rule}).`,
  ar: ({ kind, due, term, from, rule }) => `${kind}: الموعد الأخير ${due}، أي ${term} ابتداءً من ${from} (${rule}).`,
  fr: ({ kind, due, term, from, rule }) =>
    `${kind} : au plus tard le ${due}, soit ${term} à partir du ${from} (${rule}).`,
};

export interface DueDuty {
  readonly kind: ObligationKind;
  readonly due: Due;
  readonly derivation: Derivation;
}

/** Why a duty is due when it is: value, what it was counted from, and the rule. @param zone of the policy */
export function explainDue({ kind, due, derivation }: DueDuty, language: Language, zone: Zone | null = null): string {
  const moment = (text: string): string => inserted(language, text.length > 10 ? momentInWords(text, zone) : text);
  return typeset(
    language,
    SENTENCES[language]({
      kind: KIND_WORDS[kind][language],
      due: moment(due.dueOn ?? due.dueAt ?? due.overdueFrom),
      term: termInWords(derivation.term, language),
      from: moment(derivation.countedFrom),
      rule: inserted(language, derivation.rule),
    }),
  );
}
