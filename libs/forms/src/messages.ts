import type { Words } from './definition.js';

/** What can be wrong with an answer. */
export const PROBLEM_CODES = [
  'required',
  'not_asked',
  'unknown_field',
  'type',
  'not_an_option',
  'date',
  'instant',
  'too_long',
  'too_small',
  'too_big',
  'too_few',
  'too_many',
  'repeated',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** {label}: what the form calls the field. {limit}: the number that was passed. */
const SENTENCES: Readonly<Record<ProblemCode, Words>> = {
  required: {
    en: '“{label}” is still empty. Please answer it.',
    ar: 'خانة «{label}» ما زالت فارغة. يرجى تعبئتها.',
    fr: '« {label} » est encore vide. Merci d’y répondre.',
  },
  not_asked: {
    en: '“{label}” is not asked after your other answers. Please clear it, or change the answer it depends on.',
    ar: 'لا تُطلب خانة «{label}» مع إجاباتكم الأخرى. يرجى إفراغها أو تغيير الإجابة التي تتوقف عليها.',
    fr: '« {label} » n’est pas demandé d’après vos autres réponses. Videz-le ou changez la réponse dont il dépend.',
  },
  unknown_field: {
    en: 'This form has no field “{label}”.',
    ar: 'لا توجد في هذه الاستمارة خانة باسم «{label}».',
    fr: 'Ce formulaire n’a pas de champ « {label} ».',
  },
  type: {
    en: '“{label}” cannot be read. Please enter it again.',
    ar: 'تتعذر قراءة خانة «{label}». يرجى إدخالها من جديد.',
    fr: '« {label} » est illisible. Merci de le saisir à nouveau.',
  },
  not_an_option: {
    en: '“{label}”: please choose from the list.',
    ar: '«{label}»: يرجى الاختيار من القائمة.',
    fr: '« {label} » : choisissez dans la liste.',
  },
  date: {
    en: '“{label}” needs a day of the calendar, such as 2026-03-31.',
    ar: 'تحتاج خانة «{label}» إلى يوم من التقويم، مثل 2026-03-31.',
    fr: '« {label} » demande un jour du calendrier, par exemple 2026-03-31.',
  },
  instant: {
    en: '“{label}” needs a day and a time, such as 2026-03-31T14:30:00Z.',
    ar: 'تحتاج خانة «{label}» إلى يوم وساعة، مثل 2026-03-31T14:30:00Z.',
    fr: '« {label} » demande un jour et une heure, par exemple 2026-03-31T14:30:00Z.',
  },
  too_long: {
    en: '“{label}” is too long: at most {limit} characters.',
    ar: 'نص «{label}» أطول من اللازم: الحد الأقصى لعدد الأحرف {limit}.',
    fr: '« {label} » est trop long : {limit} caractères au plus.',
  },
  too_small: {
    en: '“{label}” is too low: at least {limit}.',
    ar: 'قيمة «{label}» أقل من المسموح: الحد الأدنى {limit}.',
    fr: '« {label} » est trop bas : au moins {limit}.',
  },
  too_big: {
    en: '“{label}” is too high: at most {limit}.',
    ar: 'قيمة «{label}» أعلى من المسموح: الحد الأقصى {limit}.',
    fr: '« {label} » est trop élevé : au plus {limit}.',
  },
  too_few: {
    en: '“{label}” has too few entries: at least {limit}.',
    ar: 'عدد الإدخالات في «{label}» أقل من المطلوب: الحد الأدنى {limit}.',
    fr: '« {label} » compte trop peu d’entrées : au moins {limit}.',
  },
  too_many: {
    en: '“{label}” has too many entries: at most {limit}.',
    ar: 'عدد الإدخالات في «{label}» أكثر من المسموح: الحد الأقصى {limit}.',
    fr: '« {label} » compte trop d’entrées : au plus {limit}.',
  },
  repeated: {
    en: '“{label}” names the same choice twice.',
    ar: 'تتكرر إجابة واحدة مرتين في «{label}».',
    fr: '« {label} » contient deux fois le même choix.',
  },
};

/** A sentence for a caseworker, in every language. */
export function sentence(code: ProblemCode, label: Words, limit: number | null): Words {
  const filled = (template: string, name: string): string =>
    template.replace('{label}', () => name).replace('{limit}', String(limit ?? ''));
  const { en, ar, fr } = SENTENCES[code];
  return { en: filled(en, label.en), ar: filled(ar, label.ar), fr: filled(fr, label.fr) };
}
