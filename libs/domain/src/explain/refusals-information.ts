import type { Wording } from './language.js';

/** Information management (section 8). */
export const INFORMATION_REFUSALS: Readonly<Record<string, Wording>> = {
  'FIELD_MISSING/IM-3': {
    ar: ['ينقص سبب هذا القرار بشأن الاطلاع على الملفات.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['Le motif de cette décision sur les lectures manque.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'FIELD_MISSING/IM-6': {
    ar: ['ينقص سبب هذه الخطوة.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['Le motif de cette étape manque.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'ALREADY_USED/IM-6': {
    ar: ['هذا الرقم يخص فتحًا طارئًا سابقًا.', 'ينبغي استخدام رقم آخر لكل فتح.'],
    fr: ['Cet identifiant appartient à un accès d’urgence antérieur.', 'Prenez-en un autre pour chaque ouverture.'],
  },
  'ALREADY_PENDING/IM-3': {
    ar: ['يمكنك فتح هذا الملف الآن.', 'ينبغي فتحه بالطريقة المعتادة.'],
    fr: ['Vous pouvez déjà ouvrir ce dossier.', 'Ouvrez-le de la façon habituelle.'],
  },
  'NOT_PERMITTED/PERM-2': {
    ar: ['سُجّل لك تضارب مصالح مع هذا الطفل.', 'ينبغي الاتصال بالمشرف المناوب ليفتح الملف بدلًا منك.'],
    fr: [
      'Un conflit d’intérêts avec cet enfant est déclaré pour vous.',
      'Appelez le superviseur de garde, qui peut ouvrir le dossier à votre place.',
    ],
  },
  'NOTHING_PENDING/IM-6': {
    ar: [
      'لا يوجد فتح طارئ بهذا الرقم ينتظر المراجعة.',
      'يمكن الاطلاع في الحالة على مرات الفتح الطارئ ونتيجة مراجعتها.',
    ],
    fr: [
      'Aucun accès d’urgence de ce numéro n’attend d’examen.',
      'Voyez les accès d’urgence du cas et ce que l’examen a établi.',
    ],
  },
  'NOTHING_PENDING/IM-3': {
    ar: ['هذا الفتح الطارئ ليس لك أو انتهى.', 'لا حاجة إلى أي خطوة: الملف مغلق.'],
    fr: ['Cet accès d’urgence n’est pas le vôtre ou a pris fin.', 'Rien à faire : le dossier est refermé.'],
  },
  'FIELD_MISSING/IM-10': {
    ar: ['ينقص بيان في ملف خرق البيانات.', 'ينبغي ذكر أنواع البيانات المعنية، أو سبب عدم إبلاغ المتضررين.'],
    fr: [
      'Une indication manque sur cette violation de données.',
      'Nommez les données concernées, ou la raison de ne pas informer les personnes touchées.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/IM-10': {
    ar: [
      'ما زال في خرق البيانات هذا أمر لم يُنجز.',
      'ينبغي تقييمه واتخاذ إجراء واحد على الأقل وتحديد من يُبلَّغ ثم إبلاغهم.',
    ],
    fr: [
      'Il reste quelque chose à faire sur cette violation de données.',
      'Évaluez-la, prenez au moins une mesure, décidez qui est informé, et informez.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-12': {
    ar: ['لا تُذكر أي حالة لمجموعة التنسيق.', 'ينبغي حذف الحالة.'],
    fr: ['Le groupe de coordination n’apprend aucun cas.', 'Retirez le cas.'],
  },
  'FIELD_MISSING/IM-12': {
    ar: ['ينقص الرد على الشكوى.', 'ينبغي إرساله مع نموذج هذه الخطوة.'],
    fr: ['La réponse à la plainte manque.', 'Envoyez-la avec le formulaire de cette étape.'],
  },
  'NOT_ALLOWED_IN_STAGE/IM-12': {
    ar: ['لم يردّ أحد على هذه الشكوى بعد.', 'ينبغي الرد أولًا حتى إن لم يثبت شيء.'],
    fr: ['Personne n’a encore répondu à cette plainte.', 'Répondez d’abord, même si rien n’a été constaté.'],
  },
  'VALUE_NOT_POSSIBLE/IM-8': {
    ar: ['يُعطى جزء فقط حين يُحجب شيء وبسبب ذلك.', 'ينبغي تسمية كل نموذج محجوب وسبب حجبه، أو إعطاء الملف كله.'],
    fr: [
      'On ne donne une partie que si quelque chose est retenu, et pour cette raison.',
      'Nommez chaque formulaire retenu et le motif, ou donnez tout.',
    ],
  },
  'FIELD_MISSING/IM-8': {
    ar: ['ينقص سبب الرفض.', 'ينبغي إرسال السبب الذي يراعي مصلحة الطفل مع نموذج هذه الخطوة.'],
    fr: ['La raison du refus manque.', 'Envoyez la raison, dans l’intérêt de l’enfant, avec le formulaire.'],
  },
  'NOTHING_PENDING/IM-8': {
    ar: ['لم يقرر أحد بعد أن هذا يُعطى.', 'يقرر المشرف في الطلب أولًا.'],
    fr: ['Personne n’a encore décidé que cela peut être donné.', 'Le superviseur décide d’abord de la demande.'],
  },
  'NOT_ALLOWED_IN_STAGE/IM-7': {
    ar: ['هذا غير ممكن لهذا الملف الآن.', 'يبيّن الملف إن كانت الحالة مفتوحة من جديد أو كان الملف محفوظًا بأمر حجز.'],
    fr: [
      'Ce n’est pas possible pour ce dossier.',
      'Voyez si le cas est rouvert ou si une mesure de conservation le garde.',
    ],
  },
  'TOO_EARLY/IM-7': {
    ar: ['يُحفظ الملف حتى {keptUntil}.', 'ينبغي انتظار هذا التاريخ.'],
    fr: ['Le dossier est conservé jusqu’au {keptUntil}.', 'Attendez cette date.'],
  },
  'FIELD_MISSING/IM-7': {
    ar: ['ينقص السبب أو نتيجة المراجعة.', 'ينبغي إرساله مع نموذج هذه الخطوة.'],
    fr: ['La raison, ou le résultat de l’examen, manque.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'VALUE_NOT_POSSIBLE/IM-7': {
    ar: ['هذا التاريخ ليس بعد {keptUntil}.', 'ينبغي اختيار تاريخ لاحق.'],
    fr: ['Cette date n’est pas après le {keptUntil}.', 'Choisissez une date plus tardive.'],
  },
  'NOTHING_PENDING/IM-7': {
    ar: ['لم يقترح أحد إنهاء هذا الملف.', 'يقترحه شخص بعد المراجعة ويؤكده شخص آخر.'],
    fr: [
      'Personne n’a proposé de mettre fin à ce dossier.',
      'Une personne le propose après l’examen, une autre confirme.',
    ],
  },
};
