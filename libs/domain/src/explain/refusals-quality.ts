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
  'UNKNOWN_REFERENCE/QAF-6': {
    ar: ['لا يوجد تقييم جودة بهذا المعرّف.', 'يمكن الاطلاع على تقييمات المنظمة.'],
    fr: ['Aucune évaluation de qualité ne porte cet identifiant.', 'Voyez les évaluations de l’organisation.'],
  },
  'NOTHING_PENDING/QAF-6': {
    ar: ['التقييم ليس في هذه المرحلة.', 'يمكن الاطلاع على مرحلته: الإجابة ثم الإتمام ثم التأكيد.'],
    fr: ['L’évaluation n’en est pas à ce point.', 'Voyez où elle en est : réponses, achèvement, confirmation.'],
  },
  'ALREADY_PENDING/QAF-6': {
    ar: ['يوجد تقييم جارٍ.', 'ينبغي إتمامه وتأكيده قبل بدء تقييم آخر.'],
    fr: ['Une évaluation est en cours.', 'Achevez-la et faites-la confirmer avant d’en commencer une autre.'],
  },
  'ALREADY_USED/QAF-6': {
    ar: ['هذا المعرّف مستخدم.', 'ينبغي استخدام معرّف آخر.'],
    fr: ['Cet identifiant est déjà utilisé.', 'Utilisez-en un autre.'],
  },
  'OCCURRED_OUT_OF_ORDER/QAF-6': {
    ar: ['لا يمكن أن يسبق هذا ما بُني عليه ({earliest}).', 'ينبغي إدخال وقت بعد الخطوة السابقة.'],
    fr: [
      'Cela n’a pas pu avoir lieu avant ce dont il est la suite ({earliest}).',
      'Indiquez un moment postérieur à l’étape précédente.',
    ],
  },
  'UNKNOWN_REFERENCE/QAF-7': {
    ar: ['لا يوجد هذا الإجراء في خطة العمل.', 'يمكن الاطلاع على خطة عمل المنظمة.'],
    fr: ['Le plan d’action ne contient pas cette action.', 'Voyez le plan d’action de l’organisation.'],
  },
  'NOTHING_PENDING/QAF-7': {
    ar: ['الإجراء ليس في هذه المرحلة.', 'يمكن الاطلاع على مرحلته. ما انتهى يحتاج إلى إجراء جديد.'],
    fr: ['L’action n’en est pas à ce point.', 'Voyez où elle en est ; ce qui est terminé demande une nouvelle action.'],
  },
  'NOT_PERMITTED/QAF-7': {
    ar: ['أُسند هذا الإجراء إلى شخص آخر.', 'يمكن أن يقوم به من أُسند إليه أو المدير أو رئيس المنظمة.'],
    fr: [
      'Cette action a été confiée à quelqu’un d’autre.',
      'Demandez à la personne chargée de l’action, à un responsable ou à la direction.',
    ],
  },
  'VALUE_NOT_POSSIBLE/QAF-7': {
    ar: ['يحتاج الإجراء إلى موعد يمكن إنجازه فيه.', 'ينبغي إدخال تاريخ لا يسبق يوم الاتفاق على الإجراء.'],
    fr: [
      'Une action a besoin d’une date à laquelle elle peut encore être faite.',
      'Indiquez une date qui ne précède pas le jour où l’action est convenue.',
    ],
  },
};
