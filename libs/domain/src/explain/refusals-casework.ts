import type { Wording } from './language.js';

/** Risk, plan, services, referrals, conferences, determinations. */
export const CASEWORK_REFUSALS: Readonly<Record<string, Wording>> = {
  'UNKNOWN_LEVEL/RISK-1': {
    ar: ['مستوى الخطر هذا غير موجود في إجراءات العمل هذه.', 'ينبغي اختيار مستوى من القائمة.'],
    fr: ['Ce niveau de risque n’existe pas dans ces procédures.', 'Choisissez un niveau de la liste.'],
  },
  'UNKNOWN_CONCERN/RISK-1': {
    ar: ['مصدر القلق الذي يُقدَّر لأول مرة يحتاج إلى فئة.', 'ينبغي اختيار فئة من القائمة.'],
    fr: [
      'Une préoccupation évaluée pour la première fois exige une catégorie.',
      'Choisissez une catégorie du catalogue.',
    ],
  },
  'VALUE_NOT_POSSIBLE/CAT-5': {
    ar: [
      'هذا الرمز التفصيلي ينتمي إلى فئة أخرى من مصادر القلق.',
      'ينبغي تقدير مصدر القلق تحت فئة هذا الرمز، أو اختيار رمز من هذه الفئة.',
    ],
    fr: [
      'Ce code détaillé appartient à une autre catégorie de préoccupation.',
      'Évaluez-le dans sa catégorie, ou choisissez un code de cette catégorie.',
    ],
  },
  'ALREADY_PENDING/RISK-8': {
    ar: ['لمصدر القلق هذا المستوى أصلًا.', 'لا يُقدَّر من جديد إلا إذا تغيّر المستوى.'],
    fr: ['La préoccupation a déjà ce niveau.', 'Ne l’évaluez de nouveau que si le niveau change.'],
  },
  'NOTHING_PENDING/RISK-2': {
    ar: ['لا يوجد خفض لمستوى هذا القلق بانتظار القرار.', 'يقترح الأخصائي مستوى أدنى أولًا.'],
    fr: [
      'Aucune baisse du niveau de cette préoccupation n’attend de décision.',
      'Le travailleur social propose d’abord un niveau plus bas.',
    ],
  },
  'FIELD_MISSING/RISK-8': {
    ar: ['لم يُذكر سبب إعادة اقتراح خفض المستوى.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: ['La raison du renvoi de la baisse de niveau manque.', 'Envoyez la raison avec le formulaire de cette étape.'],
  },
  'RISE_AFTER_CLOSURE/A58': {
    ar: ['لا يمكن إدخال ارتفاع في الخطر لحالة مغلقة.', 'ينبغي طلب إعادة فتح الحالة؛ وعندها يُحدَّد المستوى من جديد.'],
    fr: [
      'Une hausse du risque ne peut pas être saisie pour un cas clos.',
      'Demandez la réouverture du cas ; le niveau y est fixé à nouveau.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/A58': {
    ar: ['أُغلقت الحالة قبل حدوث ذلك ({closedAt}).', 'ينبغي تسجيل مراجعة بعد الإغلاق، أو طلب إعادة فتح الحالة.'],
    fr: [
      'Le cas était clos avant que cela n’arrive ({closedAt}).',
      'Enregistrez une revue après clôture, ou demandez la réouverture.',
    ],
  },
  'NOT_ALLOWED_IN_STAGE/CLK-2': {
    ar: ['تُبنى الخطة على التقييم الشامل.', 'ينبغي إكمال التقييم أولًا.'],
    fr: ['Un plan repose sur l’évaluation complète.', 'Achevez d’abord l’évaluation.'],
  },
  'NOT_ALLOWED_IN_STAGE/PLAN-2': {
    ar: ['لا توجد خطة معتمدة لهذه الخطوة بعد.', 'ينبغي اعتماد الخطة أو تعديلها أولًا.'],
    fr: ['Aucun plan validé ne permet encore cette étape.', 'Faites d’abord valider le plan ou sa révision.'],
  },
  'ALREADY_PENDING/PLAN-2': {
    ar: ['الخطة الأخيرة بانتظار المشرف.', 'ينبغي الانتظار حتى تُعتمد أو تُعاد.'],
    fr: ['Le dernier plan attend encore le superviseur.', 'Attendez qu’il soit validé ou renvoyé.'],
  },
  'NOTHING_PENDING/PLAN-2': {
    ar: ['لا توجد خطة بانتظار الاعتماد.', 'يتفق الأخصائي أولًا على خطة مع الطفل والأسرة.'],
    fr: [
      'Aucun plan n’attend de validation.',
      'Le travailleur social convient d’abord d’un plan avec l’enfant et la famille.',
    ],
  },
  'FIELD_MISSING/SPEC-5': {
    ar: ['تحتاج هذه الخطوة إلى استمارتها مكتملة.', 'ينبغي تعبئة استمارة هذه الخطوة وإرسالها معها.'],
    fr: ['Cette étape exige son formulaire, rempli.', 'Remplissez le formulaire de cette étape et joignez-le.'],
  },
  'FIELD_MISSING/PLAN-1': {
    ar: [
      'لم يُذكر لماذا لم يشارك الطفل أو مقدّم الرعاية، وما الذي سيُعمل لإشراكهما.',
      'ينبغي إرسال ذلك مع نموذج هذه الخطوة.',
    ],
    fr: [
      'Il manque pourquoi l’enfant ou la personne qui s’en occupe n’a pas participé, et ce qui sera fait pour cela.',
      'Envoyez-le avec le formulaire de cette étape.',
    ],
  },
  'FIELD_MISSING/PLAN-2': {
    ar: ['لم يُذكر ما يجب تغييره في الخطة.', 'ينبغي إرسال ذلك مع نموذج هذه الخطوة.'],
    fr: ['Il manque ce qui doit changer dans le plan.', 'Envoyez-le avec le formulaire de cette étape.'],
  },
  'SIGN_OFF_MISSING/PLAN-2': {
    ar: ['لا يبدأ تنفيذ الخطة قبل اعتمادها.', 'ينبغي اعتماد الخطة؛ وما لا يحتمل التأجيل يُسجَّل عاجلًا.'],
    fr: [
      'Rien du plan ne commence avant sa validation.',
      'Faites valider le plan ; ce qui ne peut attendre est enregistré comme urgent.',
    ],
  },
  'UNKNOWN_REFERENCE/PLAN-3': {
    ar: ['لا يوجد في الخطة إجراء كهذا.', 'ينبغي التحقق من المعرّف، أو الاتفاق على خطة تتضمن هذا الإجراء.'],
    fr: ['Le plan ne contient pas cette action.', 'Vérifiez l’identifiant, ou convenez d’un plan qui la contient.'],
  },
  'NOTHING_PENDING/PLAN-3': {
    ar: ['حالة هذا الإجراء: {status}.', 'يُبدأ ما لم يبدأ بعد، ويُكمل ما هو جارٍ.'],
    fr: ['État de cette action : {status}.', 'Commencez une action en attente, achevez une action en cours.'],
  },
  'VALUE_NOT_POSSIBLE/PLAN-3': {
    ar: ['لا يمكن أن تنتهي الخدمة قبل أن تبدأ.', 'ينبغي التحقق من التاريخين.'],
    fr: ['Un service ne peut pas finir avant de commencer.', 'Vérifiez les deux dates.'],
  },
  'VALUE_NOT_POSSIBLE/SPEC-5': {
    ar: [
      'في نموذج الرأي ثماني عبارات، لكل منها درجة من 1 إلى 10.',
      'ينبغي تقدير العبارات الثماني، وترك ما لم يُجب عنه فارغًا.',
    ],
    fr: [
      'Le retour comporte huit affirmations, notées de 1 à 10.',
      'Notez les huit ; laissez vide ce qui est resté sans réponse.',
    ],
  },
  'VALUE_NOT_POSSIBLE/IM-5': {
    ar: ['الهاتف للحالات مرتفعة الخطر فقط.', 'ينبغي استخدام ملف محمي أو ظرف مختوم أو النظام.'],
    fr: [
      'Le téléphone est réservé au risque élevé.',
      'Utilisez un fichier protégé, une enveloppe scellée ou le système.',
    ],
  },
  'UNKNOWN_REFERENCE/REF-1': {
    ar: ['لا توجد إحالة مسجّلة بهذا المعرّف.', 'ينبغي التحقق من معرّف الإحالة أو تسجيلها أولًا.'],
    fr: [
      'Aucun référencement ne porte cet identifiant.',
      'Vérifiez l’identifiant, ou enregistrez d’abord le référencement.',
    ],
  },
  'NOTHING_PENDING/REF-1': {
    ar: ['حالة هذه الإحالة: {status}.', 'ينبغي الاطلاع على حالة الإحالة، وإرسال إحالة جديدة إن كانت قد انتهت.'],
    fr: ['État de ce référencement : {status}.', 'Voyez où il en est ; envoyez-en un nouveau s’il est terminé.'],
  },
  'ALREADY_USED/REF-1': {
    ar: ['توجد إحالة مسجّلة بهذا المعرّف.', 'ينبغي استخدام معرّف آخر لإحالة جديدة، أو إرسال المسودة.'],
    fr: ['Un référencement porte déjà cet identifiant.', 'Utilisez un autre identifiant, ou envoyez le brouillon.'],
  },
  'FIELD_MISSING/REF-1': {
    ar: ['لم يُذكر سبب رفض الإحالة أو إلغائها.', 'ينبغي إرسال السبب مع نموذج هذه الخطوة.'],
    fr: [
      'La raison du rejet ou de l’annulation du référencement manque.',
      'Envoyez la raison avec le formulaire de cette étape.',
    ],
  },
  'ALREADY_USED/CONF-1': {
    ar: ['يوجد مؤتمر حالة مسجّل بهذا المعرّف.', 'ينبغي استخدام معرّف آخر لمؤتمر جديد.'],
    fr: [
      'Une conférence de cas porte déjà cet identifiant.',
      'Utilisez un autre identifiant pour une nouvelle conférence.',
    ],
  },
  'NOTHING_PENDING/CONF-2': {
    ar: ['لا يوجد مؤتمر حالة كهذا مدعوّ إليه.', 'ينبغي أولًا الدعوة إلى المؤتمر.'],
    fr: ['Aucune conférence de ce type n’est convoquée.', 'Convoquez d’abord une conférence.'],
  },
  'ALREADY_PENDING/CONF-2': {
    ar: ['جميع المذكورين مدعوّون.', 'ينبغي ذكر من ليس عضوًا بعد.'],
    fr: ['Toutes les personnes nommées sont déjà invitées.', 'Nommez quelqu’un qui n’est pas encore membre.'],
  },
  'UNKNOWN_REFERENCE/CONF-2': {
    ar: ['هذا الشخص ليس عضوًا في المؤتمر.', 'ينبغي دعوة الشخص أولًا.'],
    fr: ['Cette personne n’est pas membre de la conférence.', 'Invitez d’abord la personne.'],
  },
  'FIELD_MISSING/CONF-2': {
    ar: [
      'ينقص محضر المؤتمر: الوضع والخيارات والأسباب، أو سبب الاعتراض أو الإلغاء.',
      'ينبغي إرسال ذلك مع نموذج هذه الخطوة.',
    ],
    fr: [
      'Le compte rendu est incomplet : situation, options et raisons, ou raison d’un désaccord ou d’une annulation.',
      'Envoyez-les avec le formulaire de cette étape.',
    ],
  },
  'ALREADY_USED/BID-1': {
    ar: ['يوجد تحديد للمصلحة الفضلى مسجّل بهذا المعرّف.', 'ينبغي استخدام معرّف آخر، أو تسجيل القرار على المسجّل.'],
    fr: [
      'Une détermination de l’intérêt supérieur porte déjà cet identifiant.',
      'Utilisez un autre identifiant, ou enregistrez la décision sur celle-ci.',
    ],
  },
  'UNKNOWN_REFERENCE/BID-2': {
    ar: ['لا يوجد تحديد للمصلحة الفضلى بهذا المعرّف.', 'ينبغي أولًا طلب التحديد.'],
    fr: [
      'Aucune détermination de l’intérêt supérieur ne porte cet identifiant.',
      'Signalez d’abord qu’elle est nécessaire.',
    ],
  },
  'NOTHING_PENDING/BID-2': {
    ar: ['أُغلق هذا التحديد للمصلحة الفضلى.', 'ينبغي إعادة فتحه مع ذكر الأسباب، أو طلب تحديد جديد.'],
    fr: ['Cette détermination est close.', 'Rouvrez-la avec les raisons, ou signalez-en une nouvelle.'],
  },
  'FIELD_MISSING/BID-2': {
    ar: ['لم تُذكر أسباب القرار.', 'ينبغي إرسال الأسباب مع نموذج هذه الخطوة.'],
    fr: ['Les raisons de la décision manquent.', 'Envoyez-les avec le formulaire de cette étape.'],
  },
  'ALREADY_USED/PLAN-3': {
    ar: ['لإجراءين في الخطة المعرّف نفسه.', 'ينبغي إعطاء كل إجراء معرّفًا خاصًا به.'],
    fr: ['Deux actions du plan ont le même identifiant.', 'Donnez à chacune le sien.'],
  },
  'VALUE_NOT_POSSIBLE/PLAN-3#dueOn': {
    ar: ['لا يمكن أن يكون موعد الإجراء قبل الاتفاق على الخطة.', 'ينبغي تحديد تاريخ ابتداءً من {agreedOn}.'],
    fr: ['Une action ne peut pas être due avant que le plan soit convenu.', 'Fixez une date à partir du {agreedOn}.'],
  },
  'BID_NEEDED/BID-2': {
    ar: ['ينتظر هذا الإجراء تحديد المصلحة الفضلى.', 'ينبغي تسجيل موافقة إجراء الدولة أو لجنة التحديد أو مؤتمر الحالة.'],
    fr: [
      'Cette action attend une détermination de l’intérêt supérieur.',
      'Enregistrez l’accord de la procédure de l’État, du comité ou de la conférence de cas.',
    ],
  },
  'VALUE_NOT_POSSIBLE/BID-2': {
    ar: ['قرار مؤتمر الحالة يُسجَّل في محضره.', 'ينبغي إنهاء المؤتمر بهذا القرار.'],
    fr: [
      'La décision d’une conférence de cas figure dans son compte rendu.',
      'Concluez la conférence avec cette décision.',
    ],
  },
  'ALREADY_USED/CONF-2': {
    ar: ['ذُكر شخص مرتين.', 'ينبغي ذكر كل عضو مرة واحدة.'],
    fr: ['Une personne est nommée deux fois.', 'Nommez chaque membre une seule fois.'],
  },
  'NOT_ALLOWED_IN_STAGE/CLK-6': {
    ar: ['لم يبدأ تنفيذ خطة يمكن مراجعتها.', 'ينبغي إنهاء المؤتمر دون مراجعة؛ فالمراجعات تأتي بعد اعتماد الخطة.'],
    fr: [
      'Aucun plan n’est encore mis en œuvre qui puisse être revu.',
      'Concluez la conférence sans revue ; les revues suivent la validation du plan.',
    ],
  },
  'NOT_PERMITTED/PERM-4': {
    ar: ['يرد مقدّم الخدمة على الإحالات الموجهة إليه فقط.', 'ينبغي أن يرد من أُرسلت إليه الإحالة، أو الأخصائي.'],
    fr: [
      'Un prestataire ne répond qu’aux référencements qui lui sont adressés.',
      'Demandez au point focal à qui il a été envoyé, ou au travailleur social.',
    ],
  },
};
