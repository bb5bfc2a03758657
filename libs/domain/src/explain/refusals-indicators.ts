import type { Wording } from './language.js';

/** Questions for numbers that are not answered: section 7, IM-9. */
export const INDICATOR_REFUSALS: Readonly<Record<string, Wording>> = {
  'VALUE_NOT_POSSIBLE/TIME-1#asKnownAt': {
    ar: ['لا أحد يعرف بعد ما سيكون معروفًا حينها.', 'ينبغي اختيار لحظة في الماضي.'],
    fr: ['Personne ne sait encore ce qui sera connu alors.', 'Choisissez un moment passé.'],
  },
  'VALUE_NOT_POSSIBLE/TIME-1#to': {
    ar: ['تنتهي الفترة قبل أن تبدأ.', 'ينبغي أن تكون البداية قبل النهاية.'],
    fr: ['La période finit avant de commencer.', 'Indiquez un début avant la fin.'],
  },
  'VALUE_NOT_POSSIBLE/IM-9': {
    ar: ['تخرج الأرقام من المنظمة لأشهر كاملة.', 'ينبغي السؤال عن شهر واحد.'],
    fr: ['Les chiffres quittent l’organisation par mois entiers.', 'Demandez un seul mois.'],
  },
  'VALUE_NOT_POSSIBLE/IM-9#by': {
    ar: [
      'تخرج الأرقام من المنظمة مفصّلة بحسب بُعد واحد متفق عليه في كل مرة.',
      'ينبغي اختيار أحد هذه الأبعاد: {allowed}.',
    ],
    fr: [
      'Les chiffres quittent l’organisation par une seule des dimensions convenues à la fois.',
      'Choisissez l’une de celles-ci : {allowed}.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-9#asKnownAt': {
    ar: ['تخرج الأرقام من المنظمة كما كانت معروفة بعد أيام من نهاية الشهر.', 'ينبغي ترك هذا التاريخ فارغًا.'],
    fr: [
      'Les chiffres quittent l’organisation tels que connus quelques jours après le mois.',
      'Ne donnez pas ce moment.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-9#to': {
    ar: ['أرقام هذا الشهر لم تخرج من المنظمة بعد.', 'ينبغي السؤال من جديد بعد {days} أيام من نهاية الشهر.'],
    fr: [
      'Les chiffres de ce mois n’ont pas encore quitté l’organisation.',
      'Demandez de nouveau {days} jours après la fin du mois.',
    ],
  },
};
