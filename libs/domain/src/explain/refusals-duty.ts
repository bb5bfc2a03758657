import type { Wording } from './language.js';

/** Files of the organisation (section 3.11). */
export const DUTY_REFUSALS: Readonly<Record<string, Wording>> = {
  'CASE_NOT_IDENTIFIED/SPEC-3.11': {
    ar: ['ملف الواجبات هذا غير موجود في السجل.', 'ينبغي فتح الملف أولاً.'],
    fr: ['Ce dossier de tâches n’est pas dans le registre.', 'Ouvrez d’abord le dossier.'],
  },
  'CASE_ALREADY_IDENTIFIED/SPEC-3.11': {
    ar: ['ملف الواجبات هذا مفتوح من قبل.', 'ينبغي استعمال الملف الموجود.'],
    fr: ['Ce dossier de tâches est déjà ouvert.', 'Utilisez le dossier qui existe.'],
  },
  'NOT_ALLOWED_IN_STAGE/SPEC-3.11': {
    ar: ['هذا الإجراء غير ممكن في هذا الملف.', 'تبيّن قائمة الإجراءات المتاحة ما يمكن عمله.'],
    fr: ['Cette action n’est pas possible dans ce dossier.', 'Consultez les actions que le dossier permet.'],
  },
  'FIELD_MISSING/SUPV-3': {
    ar: ['في قائمة تدقيق الملف بنود بلا جواب.', 'ينبغي الإجابة عن كل بند بنعم أو لا أو لا ينطبق.'],
    fr: [
      'La liste de contrôle du dossier a des points sans réponse.',
      'Répondez à chaque point : oui, non ou sans objet.',
    ],
  },
};
