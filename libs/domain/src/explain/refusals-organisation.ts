import type { Wording } from './language.js';

/** Posts, absences, data entry and hand-overs. */
export const ORGANISATION_REFUSALS: Readonly<Record<string, Wording>> = {
  'OWN_WORK/PERM-1#personId': {
    ar: ['لا يقرّر أحد بشأن منصبه.', 'ينبغي أن يقرّره من يتولى الإشراف عليك.'],
    fr: ['Nul ne décide de son propre poste.', 'Adressez-vous à la personne qui vous encadre.'],
  },
  'OWN_WORK/SPEC-2': {
    ar: ['ينبغي أن يقوم بهذا مدير نظام آخر.', 'يمكن التوجه إلى مدير نظام آخر أو إلى مشغّل النظام.'],
    fr: [
      'Cela revient à un autre administrateur.',
      'Adressez-vous à un autre administrateur ou à l’exploitant du système.',
    ],
  },
  'NOT_PERMITTED/SPEC-3.11': {
    ar: ['هذا خارج نطاق مسؤوليتك.', 'يمكن أن يقوم به: {allowed}.'],
    fr: ['Cela ne relève pas de votre responsabilité.', 'Peuvent le faire : {allowed}.'],
  },
  'UNKNOWN_REFERENCE/SPEC-3.11': {
    ar: ['لا يمكن اختيار هذا الشخص هنا.', 'ينبغي اختيار شخص يشغل منصبًا مناسبًا في الفريق أو المكتب.'],
    fr: ['Cette personne ne convient pas ici.', 'Choisissez une personne en poste dans l’équipe ou le bureau.'],
  },
  'OCCURRED_OUT_OF_ORDER/SPEC-3.11': {
    ar: ['هذا التاريخ يسبق ما هو مسجّل ({earliest}).', 'ينبغي التحقق من التاريخ والوقت.'],
    fr: ['Cette date précède ce qui est déjà enregistré ({earliest}).', 'Vérifiez la date et l’heure.'],
  },
  'OCCURRED_IN_FUTURE/SPEC-3.11': {
    ar: ['تُسجَّل بداية المنصب ونهايته عند حدوثهما.', 'ينبغي التسجيل في اليوم نفسه، أو إدخال الوقت الصحيح.'],
    fr: ['Le début et la fin d’un poste s’enregistrent quand ils ont lieu.', 'Enregistrez-les le jour venu.'],
  },
  'NOT_HANDED_OVER/SPEC-3.11': {
    ar: [
      'ما زال هناك من يعتمد على هذا المنصب. عدد الحالات: {cases}، عدد الأخصائيين: {caseworkers}.',
      'ينبغي أولًا تسليم الحالات وتعيين مشرف آخر للأخصائيين.',
    ],
    fr: [
      'Quelqu’un dépend encore de ce poste. Cas : {cases} ; travailleurs sociaux : {caseworkers}.',
      'Transmettez d’abord les cas et donnez un autre superviseur aux travailleurs sociaux.',
    ],
  },
  'NOTHING_PENDING/SPEC-3.11': {
    ar: ['نهاية هذا المنصب مسجّلة.', 'يمكن الاطلاع على مناصب هذا الشخص.'],
    fr: ['La fin de ce poste est déjà enregistrée.', 'Voyez les postes de cette personne.'],
  },
  'NOTHING_PENDING/SPEC-3.11#endsAt': {
    ar: ['ينتهي الغياب قبل ذلك على أي حال.', 'ينبغي ذكر نهاية أبكر؛ ومن يغيب مدة أطول يُسجَّل له غياب آخر.'],
    fr: [
      'L’absence sera de toute façon terminée.',
      'Indiquez une fin antérieure ; une absence plus longue en est une autre.',
    ],
  },
  'ALREADY_PENDING/SPEC-3.11': {
    ar: ['هذا مسجّل لهذه الفترة.', 'يمكن الاطلاع على ما هو مسجّل لهذا الشخص.'],
    fr: ['C’est déjà enregistré pour cette période.', 'Voyez ce qui est enregistré pour cette personne.'],
  },
  'FIELD_MISSING/SPEC-3.11': {
    ar: ['ينقص هنا الفريق أو المشرف.', 'ينبغي ذكر الفريق ومشرف من الفريق.'],
    fr: ['L’équipe ou le superviseur manque.', 'Indiquez l’équipe et un superviseur de l’équipe.'],
  },
};
