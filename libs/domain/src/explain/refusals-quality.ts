import type { Wording } from './language.js';

/** The quality self-assessment of an agency. */
export const QUALITY_REFUSALS: Readonly<Record<string, Wording>> = {
  'UNKNOWN_REFERENCE/QAF-1': {
    ar: ['لا يوجد هذا المؤشر في إطار الجودة.', 'ينبغي اختيار مؤشر من الإطار الذي يتبعه هذا التقييم.'],
    fr: [
      'Le cadre de qualité ne contient pas cet indicateur.',
      'Choisissez un indicateur du cadre auquel répond cette évaluation.',
    ],
  },
  'FIELD_MISSING/QAF-1': {
    ar: ['جواب المؤشر خطوة تحققت أو سبب يجعله غير منطبق.', 'ينبغي ذكر الخطوة التي تحققت أو سبب عدم انطباق المؤشر.'],
    fr: [
      'Un indicateur reçoit une étape, ou la raison pour laquelle il ne s’applique pas.',
      'Indiquez l’étape atteinte, ou pourquoi l’indicateur ne s’applique pas.',
    ],
  },
  'FIELD_MISSING/QAF-1#answers': {
    ar: ['في التقييم مؤشرات بلا جواب وعددها {missing}.', 'ينبغي الإجابة عنها أو ذكر سبب عدم انطباقها.'],
    fr: [
      'Indicateurs encore sans réponse dans l’évaluation : {missing}.',
      'Répondez-y, ou dites pourquoi ils ne s’appliquent pas.',
    ],
  },
  'VALUE_NOT_POSSIBLE/QAF-1': {
    ar: ['هذا ليس من أجوبة إطار الجودة.', 'ينبغي اختيار خطوة من 0 إلى 3 أو أحد الأسباب المعروفة.'],
    fr: [
      'Ce n’est pas une réponse du cadre de qualité.',
      'Choisissez une étape de 0 à 3, ou l’une des raisons connues.',
    ],
  },
  'VALUE_NOT_POSSIBLE/QAF-2': {
    ar: [
      'لا يمكن فتح هذا الدليل.',
      'ينبغي ذكر نموذج أو وثيقة أو مؤشر مع أول يوم وآخر يوم من الفترة أو واقعة مع يومها.',
    ],
    fr: [
      'Cette preuve ne mène à rien.',
      'Nommez un formulaire, un document, un chiffre avec sa période, ou un fait avec sa date.',
    ],
  },
};
